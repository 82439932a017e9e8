import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { waitUntil } from './wait-until.ts';

const WAITING = { intervalMs: 1_000, timeoutMs: 3_000, words: 'Waiting', tooLong: 'It took too long.' };

function clock() {
  const seen = { waitedMs: 0, said: [] as string[] };
  const context = {
    progress: async (words: string) => void seen.said.push(words),
    wait: async (ms: number) => void (seen.waitedMs += ms),
  };
  return { context, seen };
}

test('what is there at once is not waited for', async () => {
  const { context, seen } = clock();
  expect(await waitUntil(context, WAITING, async () => 'there')).toBe('there');
  expect(seen).toEqual({ waitedMs: 0, said: [] });
});

test('it looks again after each interval and says what it waits for', async () => {
  const { context, seen } = clock();
  let looks = 0;
  await waitUntil(context, WAITING, async () => ((looks += 1) === 3 ? 'there' : undefined));
  expect(seen).toEqual({ waitedMs: 2_000, said: ['Waiting', 'Waiting'] });
});

test('a service that is away for a moment does not end the wait', async () => {
  const { context } = clock();
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks === 1) throw new AppError('upstream-throttled', 'Busy.');
    return 'there';
  };
  expect(await waitUntil(context, WAITING, look)).toBe('there');
});

test('after the time is over it gives up with the last failure, and with a code that is not retried at once', async () => {
  const { context, seen } = clock();
  const failing = waitUntil(context, WAITING, async () => {
    throw new AppError('upstream-unavailable', 'Down.', { upstream: 'Graph' });
  });
  await expect(failing).rejects.toMatchObject({ code: 'conflict', message: 'It took too long. Down.' });
  expect(seen.waitedMs).toBe(4_000);
});

test('a failure that waiting cannot mend ends it at once', async () => {
  const { context, seen } = clock();
  const failing = waitUntil(context, WAITING, async () => {
    throw new AppError('consent-required', 'No.');
  });
  await expect(failing).rejects.toMatchObject({ code: 'consent-required' });
  expect(seen.waitedMs).toBe(0);
});
