import { setTimeout as wait } from 'node:timers/promises';

/** Time in milliseconds, from any beginning. Tests have one of their own, so that half a minute takes none. */
export type LoadClock = {
  now(): number;
  /** Waits until then; throws when the signal is aborted. */
  until(at: number, signal: AbortSignal): Promise<void>;
};

export const REAL_CLOCK: LoadClock = {
  now: () => performance.now(),
  async until(at, signal) {
    signal.throwIfAborted();
    const left = at - performance.now();
    if (left > 0) await wait(left, undefined, { signal });
  },
};
