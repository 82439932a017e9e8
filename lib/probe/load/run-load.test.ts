import { expect, test } from 'vitest';
import { fakeClock } from './fake-clock.fixture.ts';
import type { Outcome } from './harm.ts';
import { FULL_LOAD, sendTimes } from './plan.ts';
import { runLoad } from './run-load.ts';
import type { Measured } from './tally.ts';

const RIGHT: Outcome = { status: 200, durationMs: 40, words: 'HTTP 200' };
const BROKEN: Outcome = { status: 500, durationMs: 40, words: 'HTTP 500' };
type Server = (at: number, count: number) => Outcome;

/** The full load on a server whose answers take as long as they say, half a minute in no time. */
async function loaded(server: Server, { baselineMs = 40, signal = new AbortController().signal } = {}) {
  const { clock, after, run } = fakeClock();
  let [count, underWay, most] = [0, 0, 0];
  const send = async () => {
    const outcome = server(clock.now(), (count += 1));
    most = Math.max(most, (underWay += 1));
    await after(outcome.durationMs);
    underWay -= 1;
    return outcome;
  };
  const told: Measured[] = [];
  const onSecond = (measured: Measured) => void told.push(measured);
  const measured = await run(runLoad({ plan: FULL_LOAD, clock, signal, baselineMs, send, onSecond }));
  return { measured, most, told };
}

test('rises for five seconds to 25 requests a second and holds that for twenty', () => {
  const times = sendTimes(FULL_LOAD);
  const inSecond = (second: number) => times.filter((at) => Math.floor(at / 1000) === second).length;
  expect([0, 1, 2, 3, 4].map(inSecond)).toEqual([2, 7, 13, 17, 23]);
  expect([5, 12, 24].map(inSecond)).toEqual([25, 25, 25]);
  expect(times.at(-1)).toBeLessThanOrEqual(25_000);
});

test('a server that keeps up is measured second by second', async () => {
  const { measured, most } = await loaded((_at, count) => ({ ...RIGHT, durationMs: count % 100 === 0 ? 300 : 40 }));
  expect(measured).toMatchObject({ errors: 0, heldBack: 0, errorRate: 0, unanswered: 0 });
  expect(measured.achieved).toBeCloseTo(25, 0);
  expect(measured.latencyMs).toEqual({ baseline: 40, p50: 40, p975: 40, p99: 40 });
  expect(measured.series[10]).toEqual({ second: 10, sent: 25, ok: 25, errors: 0, p50: 40 });
  expect(measured.stopped).toBeUndefined();
  expect(most).toBeLessThanOrEqual(10);
});

test('while it goes on, it tells every second what it has reached', async () => {
  const { told } = await loaded((_at, count) => (count === 300 ? BROKEN : RIGHT));
  expect(told.map(({ durationMs }) => Math.floor(durationMs / 1000))).toEqual(
    [...Array(24).keys()].map((at) => at + 1),
  );
  expect(told[2]!.achieved).toBe(13);
  expect(told[9]!.achieved).toBeGreaterThan(24);
  expect(told[9]).toMatchObject({ errors: 0, plannedMs: 25_000 });
  expect(told[20]!.errors).toBe(1);
});

test.each<[string, Server, RegExp, number]>([
  [
    'a 429 with Retry-After',
    (at) => (at > 3000 ? { status: 429, durationMs: 5, words: 'HTTP 429', throttled: { seconds: 7 } } : RIGHT),
    /^HTTP 429 with Retry-After, 7 s \(after 3\.\d s, at 15 requests/,
    3100,
  ],
  [
    'a 429 without it',
    (at) => (at > 3000 ? { status: 429, durationMs: 5, words: 'HTTP 429', throttled: {} } : RIGHT),
    /^HTTP 429 without a readable Retry-After/,
    3100,
  ],
  [
    'errors from 10 requests a second on',
    (at) => (at > 2000 ? BROKEN : RIGHT),
    /^3 of the last 13 requests were errors of the server: HTTP 500 \(after 2\.\d s, at 12 requests/,
    2600,
  ],
  [
    'a server that is down',
    () => ({ ...BROKEN, status: 503, words: 'HTTP 503' }),
    /^3 of the last 3 requests were errors of the server: HTTP 503/,
    1700,
  ],
  [
    'a shut door',
    (at) => (at > 5000 ? { ...RIGHT, status: 401, words: 'HTTP 401' } : RIGHT),
    /^10 of the last 20 requests were refused: HTTP 401/,
    5600,
  ],
  [
    'no answers',
    (at) => (at > 1000 ? { durationMs: 5000, words: 'No answer in time.' } : RIGHT),
    /^2 of the last \d+ requests had no answer: No answer in time/,
    11_500,
  ],
  [
    'answers that take longer and longer',
    (at) => ({ ...RIGHT, durationMs: 40 + at / 4 }),
    /^Answers took \d+ ms, 40 ms before the load/,
    9000,
  ],
])('%s stops it', async (_what, server, reason, withinMs) => {
  const { measured, most } = await loaded(server);
  expect(measured.stopped).toMatch(reason);
  expect(measured.durationMs).toBeLessThan(withinMs);
  expect(measured.errors + measured.ok).toBe(measured.sent);
  expect(most).toBeLessThanOrEqual(10);
});

test('a server that is far away gets less than it should, never more at once', async () => {
  const { measured, most } = await loaded(() => ({ ...RIGHT, durationMs: 800 }), { baselineMs: 800 });
  expect(most).toBe(10);
  expect(measured.achieved).toBeLessThan(13);
  expect(measured.heldBack).toBeGreaterThan(200);
  expect(measured.stopped).toBeUndefined();
});

test('one error in many is counted and does not stop it', async () => {
  const { measured } = await loaded((_at, count) => (count === 300 ? BROKEN : RIGHT));
  expect(measured.errors).toBe(1);
  expect(measured.stopped).toBeUndefined();
  expect(measured.errorRate).toBeCloseTo(1 / measured.sent);
});

test('what must end the probe ends the load, after the requests under way', async () => {
  const fails = loaded((_at, count) => {
    if (count === 5) throw new Error('refused address');
    return RIGHT;
  });
  await expect(fails).rejects.toThrow('refused address');
});

test('a stop ends it', async () => {
  const stop = new AbortController();
  const server: Server = (_at, count) => {
    if (count === 30) stop.abort();
    return RIGHT;
  };
  await expect(loaded(server, { signal: stop.signal })).rejects.toThrow(/abort/i);
});
