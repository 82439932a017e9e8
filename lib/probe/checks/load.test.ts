import { expect, test } from 'vitest';
import type { LoadRun } from '../contract.ts';
import { ProbeReport } from '../contract.ts';
import type { ProbeSettings } from '../engine/run-probe.ts';
import type { ProbeAnswer } from '../ports.ts';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { answers, refuses, wrongly, type Wrong } from '../wrong-server.fixture.ts';
import { verdictsOf } from './load.ts';

const SHORT = { perSecond: 25, rampMs: 400, durationMs: 2_000 };
const BRIEF = { perSecond: 25, rampMs: 200, durationMs: 1_000 };

async function loaded(over: Partial<ProbeSettings>, wrongs: Wrong[] = []) {
  const { probe, http } = await openSampleApp();
  return probe(['L01'], { loadPlan: BRIEF, http: wrongly(http, ...wrongs), ...over });
}

test('reads: the sample application answers 25 requests a second, of which only a sample is kept', async () => {
  const report = ProbeReport.parse(await loaded({ load: 'reads', loadPlan: SHORT, mayWrite: false }));
  // On a busy machine the load is late, which is nobody's failure.
  expect(verdictOf(report, 'L01')).toMatch(/^(passed: 2[45]\.\d requests\/s for 2 s without|not-verifiable: .* late)/);
  expect(verdictOf(report, 'L02')).toBe('untried: Only reads were asked for.');
  expect(verdictOf(report, 'L03')).toMatch(/^passed: Half of the answers within \d+ ms/);
  expect(verdictOf(report, 'L04')).toBe('not-verifiable: It throttled nothing.');
  expect(report.load).toMatchObject({ kind: 'reads', errors: 0, sent: report.load?.ok });
  expect(report.requests).toBeGreaterThan(45);
  expect(report.exchanges.length).toBeLessThan(15);
});

test('a mix: users are created, changed and deleted, and none is left', async () => {
  const report = await loaded({ load: 'mix', loadPlan: SHORT });
  expect(verdictOf(report, 'L02')).toMatch(/^(passed|not-verifiable: .* late)/);
  expect(verdictOf(report, 'L01')).toMatch(/^untried/);
  expect(report.leftovers).toEqual([]);
  const methods = new Set(report.exchanges.map(({ request }) => request.method));
  expect(methods).toEqual(new Set(['GET', 'POST', 'PATCH', 'DELETE']));
});

test.each<[string, Partial<ProbeSettings>, RegExp]>([
  ['unasked', {}, /^untried: The throughput check was not asked for/],
  ['a mix without writing', { load: 'mix', mayWrite: false }, /^untried: Writing to the endpoint was not agreed to/],
  [
    'a refused credential',
    { load: 'reads', credential: { kind: 'bearer', token: 'x' } },
    /^untried: No load without a read that succeeds: HTTP 401/,
  ],
])('there is no load: %s', async (_why, over, expected) => {
  const report = await loaded(over);
  for (const id of ['L01', 'L02', 'L03', 'L04']) expect(verdictOf(report, id)).toMatch(expected);
  expect(report.load).toBeUndefined();
});

/** Right for the first requests, then this once, then right again unless it stays so. */
function after(count: number, wrong: Partial<ProbeAnswer>, times = 1): Wrong {
  let seen = 0;
  return {
    on: /\/Users/,
    answer: (answer) => ((seen += 1) > count && seen <= count + times ? { ...answer, ...wrong } : answer),
  };
}

test.each<[string, Wrong, RegExp, RegExp]>([
  [
    'Retry-After',
    after(12, { status: 429, headers: { 'retry-after': '0' } }),
    /^failed: Stopped .* HTTP 429 with Retry-After, 0 s/,
    /^passed: Retry-After asked for 0 s; after that it answered/,
  ],
  [
    'a long Retry-After',
    after(12, { status: 429, headers: { 'retry-after': '120' } }),
    /^failed: .*120 s/,
    /^passed: Retry-After asks for 120 s; that was not/,
  ],
  [
    'no Retry-After',
    after(12, { status: 429, headers: {} }),
    /^failed: .*without a readable Retry-After/,
    /^failed: 1 throttled answers had no/,
  ],
  [
    'no end of it',
    after(12, { status: 503, headers: { 'retry-after': '0' } }, 99),
    /^failed: .*HTTP 503 with Retry-After/,
    /^failed: After the 0 s that Retry-After asked for, a read was HTTP 503/,
  ],
])('throttling with %s stops the load and is judged', async (_how, wrong, rate, rule) => {
  const report = await loaded({ load: 'reads' }, [wrong]);
  expect(verdictOf(report, 'L01')).toMatch(rate);
  expect(verdictOf(report, 'L04')).toMatch(rule);
  expect(report.load?.sent).toBeLessThan(12);
});

test('an endpoint that answers a filter for nobody with 404 is read by a page instead', async () => {
  const { load } = await loaded({ load: 'reads' }, [answers(/filter=/, 404)]);
  expect(load).toMatchObject({ errors: 0, sent: load?.ok });
});

test('a mix whose users cannot be deleted fails and lists what is left', async () => {
  const report = await loaded({ load: 'mix', loadPlan: SHORT }, [refuses(/^DELETE/, 500)]);
  expect(verdictOf(report, 'L02')).toMatch(/^failed: .*were errors of the server: HTTP 500/);
  expect(report.leftovers.length).toBeGreaterThan(0);
});

const RUN: LoadRun = {
  ...{
    kind: 'reads',
    target: 25,
    rampMs: 5000,
    plannedMs: 25_000,
    startedAt: '2026-01-01T00:00:00Z',
    durationMs: 25_000,
  },
  ...{ sent: 560, ok: 560, errors: 0, unanswered: 0, heldBack: 0, lateMs: 3, achieved: 25, errorRate: 0, series: [] },
  ...{
    latencyMs: { baseline: 100, p50: 100, p975: 200, p99: 300 },
    throttled: { withRetryAfter: 0, withoutRetryAfter: 0 },
  },
};
test.each<[string, Partial<LoadRun>, string, 'L01' | 'L03']>([
  ['the rate is held', {}, 'passed', 'L01'],
  ['a request fails', { errors: 1 }, 'failed', 'L01'],
  ['answers grow slow', { heldBack: 200, achieved: 15, latencyMs: { ...RUN.latencyMs, p50: 400 } }, 'failed', 'L01'],
  [
    'answers are slow without load, too',
    { heldBack: 200, achieved: 15, latencyMs: { ...RUN.latencyMs, baseline: 700, p50: 720 } },
    'not-verifiable',
    'L01',
  ],
  ['the load was late', { achieved: 22, lateMs: 400 }, 'not-verifiable', 'L01'],
  ['late answers came of late requests', { stopped: 'Answers took 2 s', lateMs: 900 }, 'not-verifiable', 'L01'],
  ['it was stopped', { stopped: 'Answers took 2 s' }, 'failed', 'L01'],
  ['hardly anything is answered', { ok: 3 }, 'not-verifiable', 'L03'],
])('where %s', (_what, over, verdict, id) => {
  expect(verdictsOf({ ...RUN, ...over }, { kind: 'reads' })[id].verdict).toBe(verdict);
});
