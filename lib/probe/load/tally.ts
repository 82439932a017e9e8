import type { LoadRun } from '../contract.ts';
import { isRight, RECENT, signOfHarm, type Outcome } from './harm.ts';
import { percentile } from './percentile.ts';
import { rateAt, type LoadPlan } from './plan.ts';

type Second = { sent: number; ok: number; errors: number; durations: number[] };
export type Measured = Omit<LoadRun, 'kind' | 'startedAt'>;

/** Counts what was sent and what came of it; times are milliseconds from the start. */
export type Tally = ReturnType<typeof createTally>;

export function createTally(plan: LoadPlan, baselineMs: number) {
  const seconds: Second[] = [];
  const outcomes: Outcome[] = [];
  let [heldBack, lateMs, lastSentAt, okWhileHeld] = [0, 0, 0, 0];
  let stopped: string | undefined;

  function secondOf(ms: number): Second {
    const index = Math.floor(ms / 1000);
    while (seconds.length <= index) seconds.push({ sent: 0, ok: 0, errors: 0, durations: [] });
    return seconds[index]!;
  }

  function achieved(untilMs: number): number {
    const heldMs = untilMs - plan.rampMs;
    const wasHeld = stopped === undefined && heldMs > 0;
    return wasHeld ? okWhileHeld / (heldMs / 1000) : Math.max(0, ...seconds.map(({ ok }) => ok));
  }

  function measured(durationMs: number, heldUntilMs: number): Measured {
    const right = outcomes.filter(isRight);
    const durations = right.map((one) => one.durationMs);
    const errors = outcomes.length - right.length;
    return {
      ...{ target: plan.perSecond, rampMs: plan.rampMs, plannedMs: plan.durationMs, durationMs },
      ...{ sent: outcomes.length, ok: right.length, errors, heldBack, lateMs, achieved: achieved(heldUntilMs) },
      unanswered: outcomes.filter(({ status }) => status === undefined).length,
      errorRate: outcomes.length === 0 ? 0 : errors / outcomes.length,
      latencyMs: {
        baseline: baselineMs,
        p50: percentile(durations, 50),
        p975: percentile(durations, 97.5),
        p99: percentile(durations, 99),
      },
      throttled: throttledOf(outcomes),
      series: seconds.map((one, second) => secondRow(second, one)),
      ...(stopped ? { stopped } : {}),
    };
  }

  return {
    sent(ms: number, dueAt: number): void {
      secondOf(ms).sent += 1;
      lastSentAt = ms;
      lateMs = Math.max(lateMs, ms - dueAt);
    },
    heldBack: () => (heldBack += 1),
    ended(outcome: Outcome, { sentAt, endedAt }: { sentAt: number; endedAt: number }): void {
      outcomes.push(outcome);
      const second = secondOf(sentAt);
      if (isRight(outcome)) {
        second.ok += 1;
        second.durations.push(outcome.durationMs);
        if (sentAt > plan.rampMs) okWhileHeld += 1;
      } else second.errors += 1;
      const harm = stopped === undefined ? signOfHarm(outcomes.slice(-RECENT), baselineMs) : undefined;
      if (harm) stopped = `${harm} (after ${(endedAt / 1000).toFixed(1)} s, at ${rateAt(plan, endedAt)} requests/s).`;
    },
    isHarmed: () => stopped !== undefined,
    /** What is known while it goes on: of the second that runs, and of requests under way, only what has come back. */
    soFar: (ms: number): Measured => measured(ms, ms - plan.rampMs < 1_000 ? 0 : ms),
    measured: (durationMs: number): Measured => measured(durationMs, Math.max(plan.durationMs, lastSentAt)),
  };
}

function secondRow(second: number, { sent, ok, errors, durations }: Second): Measured['series'][number] {
  return { second, sent, ok, errors, ...(durations.length > 0 ? { p50: percentile(durations, 50) } : {}) };
}

function throttledOf(outcomes: readonly Outcome[]): Measured['throttled'] {
  const asked = outcomes.flatMap(({ throttled }) => (throttled ? [throttled.seconds] : []));
  const waits = asked.filter((seconds) => seconds !== undefined);
  return {
    withRetryAfter: waits.length,
    withoutRetryAfter: asked.length - waits.length,
    ...(waits.length > 0 ? { seconds: Math.max(...waits) } : {}),
  };
}
