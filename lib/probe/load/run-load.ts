import type { LoadClock } from './clock.ts';
import type { Outcome } from './harm.ts';
import { sendTimes, type LoadPlan } from './plan.ts';
import { createTally, type Measured } from './tally.ts';

/** More are never under way: a slow endpoint gets less load, not a growing queue. */
export const MOST_UNDER_WAY = 10;

export type LoadRequest = {
  plan: LoadPlan;
  clock: LoadClock;
  signal: AbortSignal;
  /** What an answer took before the load. */
  baselineMs: number;
  /** Sends the next request. What the endpoint does is an outcome; only what must end the probe throws. */
  send(): Promise<Outcome>;
  /** Told once a second how it goes. */
  onSecond?(measured: Measured): void;
};

/**
 * Sends by the clock and measures what comes back. Stops sending at the first sign of harm and ends when the last request
 * that is under way has its answer; also when it throws.
 */
export async function runLoad({ plan, clock, signal, baselineMs, send, onSecond }: LoadRequest): Promise<Measured> {
  const tally = createTally(plan, baselineMs);
  const startedAt = clock.now();
  const elapsed = () => clock.now() - startedAt;
  const underWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  let told = 0;

  function sendOne(dueAt: number): void {
    const sentAt = elapsed();
    tally.sent(sentAt, dueAt);
    const one = send()
      .then((outcome) => tally.ended(outcome, { sentAt, endedAt: elapsed() }))
      .catch((error: unknown) => void broken.push(error))
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }

  function tell(): void {
    const second = Math.floor(elapsed() / 1000);
    if (second > told) onSecond?.(tally.soFar(elapsed()));
    told = second;
  }

  try {
    for (const at of sendTimes(plan)) {
      await clock.until(startedAt + at, signal);
      tell();
      if (tally.isHarmed() || broken.length > 0) break;
      if (underWay.size < MOST_UNDER_WAY) sendOne(at);
      else tally.heldBack();
    }
  } finally {
    await Promise.all(underWay);
  }
  if (broken.length > 0) throw broken[0];
  return tally.measured(elapsed());
}
