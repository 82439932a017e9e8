import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { currentRequestId, inRequest } from '#lib/platform/request-context.ts';
import { job, openQueue, type Job, type JobDefinition, type JobQueue } from '#lib/operations/queue.ts';
import { sqlRunner } from '#lib/repositories/database.ts';
import { testDatabase } from '#lib/repositories/test-database.ts';

const { database, url } = await testDatabase();
const Payload = z.object({ runId: z.string() });
type Payload = z.infer<typeof Payload>;
const open: JobQueue[] = [];
afterEach(() => Promise.all(open.splice(0).map((queue) => queue.stop())));

function definition(handle: JobDefinition<Payload>['handle']): JobDefinition<Payload> {
  return { name: `watch-${randomUUID()}`, payload: Payload, keyOf: ({ runId }) => runId, handle };
}

async function worker(jobs: Job[], onError: (error: unknown) => void = () => undefined): Promise<JobQueue> {
  const queue = await openQueue(url, jobs, onError);
  open.push(queue);
  return queue;
}

const jobsOf = (name: string) =>
  database.$queryRaw<{ state: string; output: unknown; data: unknown }[]>`
    SELECT state::text, output, data FROM jobs.job WHERE name = ${name} ORDER BY created_on`;

test('a job that waits stands for every other of its key', async () => {
  const handled: string[] = [];
  const watch = definition(async ({ runId }) => void handled.push(runId));
  const queue = await worker([job(watch)]);
  for (const runId of ['one', 'one', 'two', 'one']) await queue.send(watch, { runId });
  expect(await jobsOf(watch.name)).toHaveLength(2);
  await queue.work();
  await vi.waitFor(() => expect(handled.toSorted()).toEqual(['one', 'two']), { timeout: 5_000 });
});

test('a job sent in a transaction exists only with what was written beside it', async () => {
  const watch = definition(async () => undefined);
  const queue = await worker([job(watch)]);
  const written = (runId: string, fails: boolean) =>
    database.$transaction(async (transaction) => {
      await queue.send(watch, { runId }, sqlRunner(transaction));
      if (fails) throw new Error('the other write failed');
    });
  await expect(written('lost', true)).rejects.toThrow('the other write');
  await written('kept', false);
  expect((await jobsOf(watch.name)).map(({ data }) => data)).toEqual([{ runId: 'kept' }]);
});

test('a job belongs to no request, though a request opened the queue and sent it', async () => {
  const seen: unknown[] = [];
  const watch = definition(async () => void seen.push(currentRequestId() ?? 'none'));
  await inRequest('r', async () => {
    const queue = await worker([job(watch)]);
    await queue.work();
    await queue.send(watch, { runId: 'one' });
  });
  await vi.waitFor(() => expect(seen).toEqual(['none']), { timeout: 5_000 });
});

test('one of two workers takes a job', async () => {
  let handled = 0;
  const watch = definition(async () => void (handled += 1));
  const [one, two] = [await worker([job(watch)]), await worker([job(watch)])];
  await Promise.all([one.work(), two.work()]);
  for (let run = 0; run < 6; run += 1) await one.send(watch, { runId: `${run}` });
  await vi.waitFor(
    async () => expect((await jobsOf(watch.name)).every(({ state }) => state === 'completed')).toBe(true),
    { timeout: 10_000 },
  );
  expect(handled).toBe(6);
});

test('a failure is told, kept with the job, and tried again', async () => {
  const told: unknown[] = [];
  let failures = 1;
  const watch = definition(async () => {
    if (failures-- > 0) throw new Error('Azure was away');
  });
  const queue = await worker([job(watch)], (error) => told.push(error));
  await queue.work();
  await queue.send(watch, { runId: 'one' });
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 5_000 });
  await vi.waitFor(async () => expect((await jobsOf(watch.name))[0]?.state).toBe('retry'), { timeout: 5_000 });
  expect(JSON.stringify(await jobsOf(watch.name))).toContain('Azure was away');
  await vi.waitFor(async () => expect((await jobsOf(watch.name))[0]?.state).toBe('completed'), { timeout: 15_000 });
});

test('a watch hands over to a fresh job until it is at its end', async () => {
  const parts: string[] = [];
  const watch = definition(async ({ runId }) => {
    parts.push(runId);
    return parts.length < 3 ? { againInSeconds: 0 } : undefined;
  });
  const queue = await worker([job(watch)]);
  await queue.work();
  await queue.send(watch, { runId: 'one' });
  await vi.waitFor(() => expect(parts).toEqual(['one', 'one', 'one']), { timeout: 10_000 });
});

test('a payload that does not fit is refused when it is sent', async () => {
  const watch = definition(async () => undefined);
  const queue = await worker([job(watch)]);
  await expect(queue.send(watch, { runId: 7 } as never)).rejects.toThrow();
  expect(await jobsOf(watch.name)).toEqual([]);
});
