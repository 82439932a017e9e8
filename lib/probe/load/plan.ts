import type { LOAD_KINDS } from '../contract.ts';

export type LoadKind = (typeof LOAD_KINDS)[number];
/** From nothing to `perSecond` in `rampMs`, then held until `durationMs`. */
export type LoadPlan = { perSecond: number; rampMs: number; durationMs: number };
export type LoadOrder = { kind: LoadKind; plan: LoadPlan };

/** The gallery's 25 requests a second. With the last answer's time-out it is over within 30 seconds. */
export const FULL_LOAD: LoadPlan = { perSecond: 25, rampMs: 5_000, durationMs: 25_000 };
export const LOAD_TIMEOUT_MS = 5_000;

/** When to send, in milliseconds from the start: by the clock alone, not by answers (an open loop). */
export function sendTimes({ perSecond, rampMs, durationMs }: LoadPlan): number[] {
  const perMs = perSecond / 1000;
  const inRamp = (perMs * rampMs) / 2;
  const times: number[] = [];
  for (let count = 1; ; count += 1) {
    const at = count <= inRamp ? Math.sqrt((2 * rampMs * count) / perMs) : rampMs + (count - inRamp) / perMs;
    if (at > durationMs) return times;
    times.push(at);
  }
}

/** The rate that is aimed at by then. */
export function rateAt({ perSecond, rampMs }: LoadPlan, ms: number): number {
  return Math.round(rampMs === 0 ? perSecond : Math.min(perSecond, (perSecond * ms) / rampMs));
}
