import { failed, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';
import type { Check, CheckContext } from '../engine/context.ts';
import type { LoadRun } from '../contract.ts';
import { REAL_CLOCK } from '../load/clock.ts';
import { isRight } from '../load/harm.ts';
import { percentile } from '../load/percentile.ts';
import type { LoadOrder } from '../load/plan.ts';
import { outcomeOf, readCalls, senderOf } from '../load/requests.ts';
import { MOST_UNDER_WAY, runLoad } from '../load/run-load.ts';

type LoadId = 'L01' | 'L02' | 'L03' | 'L04';
type Verdicts = Record<LoadId, Verdict>;
type Read = ReturnType<typeof readCalls>[number];

const READS_BEFORE = 5;
/** Whatever the endpoint asks for: a longer pause is not waited for. */
const LONGEST_WAIT_S = 15;
const WAIT_WITHOUT_HINT_S = 2;
/** A rate is kept up to rounding. */
const NEAR_ENOUGH = 0.98;
const ENOUGH_ANSWERS = 20;
/** A machine that sends later than that is too busy to judge others. */
const LATE_MS = 250;
/** Answers that take so much longer under load are the endpoint's doing. */
const SLOWED = 1.5;

export const LOAD_CHECKS: Check[] = [
  { ids: ['L01', 'L02', 'L03', 'L04'], needs: [], phase: 'load', writes: false, run: throughput },
];

async function throughput(context: CheckContext): Promise<Verdicts> {
  const { load, mayWrite } = context;
  if (!load) return all(untried('The throughput check was not asked for.'));
  if (load.kind === 'mix' && !mayWrite) return all(untried('Writing to the endpoint was not agreed to.'));
  const unpaced = context.unpaced();
  const before = await readsBefore(readCalls(context, unpaced));
  if ('refused' in before) return all(untried(`No load without a read that succeeds: ${before.refused}.`));
  const startedAt = new Date().toISOString();
  const measured = await runLoad({
    ...{ plan: load.plan, clock: REAL_CLOCK, signal: context.signal, baselineMs: before.baselineMs },
    onSecond: (soFar) => context.tellLoad({ kind: load.kind, startedAt, ...soFar }),
    send: senderOf(load.kind, { context, unpaced, read: before.read }),
  });
  const run: LoadRun = { kind: load.kind, startedAt, ...measured };
  context.keepLoad(run);
  return { ...verdictsOf(run, load), L04: await throttlingRule(run, before.read, context.signal) };
}

const all = (verdict: Verdict): Verdicts => ({ L01: verdict, L02: verdict, L03: verdict, L04: verdict });

/** The read that the endpoint answers, and how long it takes with nothing else going on. */
async function readsBefore(calls: Read[]): Promise<{ read: Read; baselineMs: number } | { refused: string }> {
  let refused = '';
  for (const read of calls) {
    const first = await outcomeOf(read);
    refused ||= first.words;
    if (!isRight(first)) continue;
    const durations: number[] = [];
    for (let count = 0; count < READS_BEFORE; count += 1) durations.push((await outcomeOf(read)).durationMs);
    return { read, baselineMs: percentile(durations, 50) };
  }
  return { refused };
}

export function verdictsOf(run: LoadRun, { kind }: Pick<LoadOrder, 'kind'>): Omit<Verdicts, 'L04'> {
  const other = untried(kind === 'mix' ? 'A mix was asked for, not reads alone.' : 'Only reads were asked for.');
  const rate = rateVerdict(run);
  return { L01: kind === 'reads' ? rate : other, L02: kind === 'mix' ? rate : other, L03: latencies(run) };
}

function rateVerdict(run: LoadRun): Verdict {
  const { target, achieved, errors, sent, heldBack, lateMs, stopped } = run;
  if (!stopped && errors === 0 && achieved >= target * NEAR_ENOUGH) return passed(`${rateOf(run)} without an error.`);
  const isLate = errors === 0 && (lateMs > LATE_MS || (heldBack === 0 && !stopped));
  if (isLate) return notVerifiable(`Requests went out up to ${ms(lateMs)} late: the machine that sent them was busy.`);
  if (stopped) return failed(`Stopped at the first sign of harm: ${stopped}`);
  return errors > 0 ? failed(`${errors} of ${sent} requests failed.`) : shortfall(run);
}

function shortfall({ latencyMs: { p50, baseline }, ...run }: LoadRun): Verdict {
  const reached = `It reached ${rateOf(run)}; ${run.heldBack} were not sent, with ${MOST_UNDER_WAY} under way at once`;
  // Far away is not slow: with more at once it might have answered more.
  if (p50 <= baseline * SLOWED)
    return notVerifiable(`${reached}. Its answers took ${ms(p50)}, no longer than without load.`);
  return failed(`${reached}. Its answers took ${ms(p50)}, ${ms(baseline)} without load.`);
}

const rateOf = ({ achieved, plannedMs, rampMs }: Pick<LoadRun, 'achieved' | 'plannedMs' | 'rampMs'>): string =>
  `${achieved.toFixed(1)} requests/s for ${Math.round((plannedMs - rampMs) / 1000)} s`;

function latencies({ ok, latencyMs: { p50, p975, p99 } }: LoadRun): Verdict {
  if (ok < ENOUGH_ANSWERS) return notVerifiable(`${ok} answers are too few to say.`);
  return passed(`Half of the answers within ${ms(p50)}, 97.5 % within ${ms(p975)}, 99 % within ${ms(p99)}.`);
}

const ms = (duration: number): string => `${Math.round(duration)} ms`;

/** https://www.rfc-editor.org/rfc/rfc6585#section-4 */
async function throttlingRule({ throttled }: LoadRun, read: Read, signal: AbortSignal): Promise<Verdict> {
  const { withRetryAfter, withoutRetryAfter, seconds = WAIT_WITHOUT_HINT_S } = throttled;
  if (withRetryAfter + withoutRetryAfter === 0) return notVerifiable('It throttled nothing.');
  if (withoutRetryAfter > 0)
    return failed(`${withoutRetryAfter} throttled answers had no Retry-After that can be read.`);
  if (seconds > LONGEST_WAIT_S) return passed(`Retry-After asks for ${seconds} s; that was not waited for.`);
  await REAL_CLOCK.until(REAL_CLOCK.now() + seconds * 1000, signal);
  const after = await outcomeOf(read);
  if (!isRight(after)) return failed(`After the ${seconds} s that Retry-After asked for, a read was ${after.words}.`);
  return passed(`Retry-After asked for ${seconds} s; after that it answered again.`);
}
