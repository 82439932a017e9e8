import { setTimeout as wait } from 'node:timers/promises';

/** The one source of time. Durations are divided by the scale; timestamps are wall-clock time. */
export type Clock = {
  readonly scale: number;
  now(): Date;
  /** Waits `durationMs` of emulated time. Rejects with the signal's reason when aborted. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
  /** Runs `action` after `durationMs` of emulated time; the returned function cancels it. */
  after(durationMs: number, action: () => void): () => void;
  /** Wall-clock milliseconds that `durationMs` of emulated time take. */
  wallMs(durationMs: number): number;
};

export function createClock(scale = 1): Clock {
  if (!(scale > 0)) throw new RangeError(`The time scale must be positive, got ${scale}.`);
  const wallMs = (durationMs: number) => durationMs / scale;
  return {
    scale,
    wallMs,
    now: () => new Date(),
    sleep: async (durationMs, signal) => {
      await wait(wallMs(durationMs), undefined, { signal, ref: false });
    },
    after: (durationMs, action) => {
      const timer = setTimeout(action, wallMs(durationMs));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
