import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';

const AT_ONCE = 8;
const LONGEST_WAIT_MS = 30_000;
const WAIT_WITHOUT_HINT_MS = 2_000;
/** All pauses of one probe together: an endpoint that never stops asking for less is taken at its word. */
const MOST_WAITING_MS = 300_000;

/** How many requests are under way, and for how long none may start: a throttled endpoint is left alone as it asks. */
export type Gate = ReturnType<typeof createGate>;

export function createGate(signal: AbortSignal) {
  const limit = pLimit(AT_ONCE);
  let resumeAt = 0;
  let throttled = 0;
  let patience = MOST_WAITING_MS;

  return {
    /** Runs the call when there is room and no pause. Throws when the probe is stopped. */
    pass: <T>(call: () => Promise<T>): Promise<T> =>
      limit(async () => {
        signal.throwIfAborted();
        for (let pause = resumeAt - Date.now(); pause > 0; pause = resumeAt - Date.now()) {
          await wait(pause, undefined, { signal });
        }
        return call();
      }),
    /** The endpoint asked for less (429, 503 with Retry-After): everybody waits, and fewer go at once from now on. */
    slowDown(retryAfterMs: number | undefined): void {
      throttled += 1;
      limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
      const wanted = Date.now() + Math.min(retryAfterMs ?? WAIT_WITHOUT_HINT_MS, LONGEST_WAIT_MS);
      const more = Math.min(patience, Math.max(0, wanted - Math.max(resumeAt, Date.now())));
      patience -= more;
      resumeAt = Math.max(resumeAt, Date.now()) + more;
    },
    timesThrottled: () => throttled,
    /** Whether another wait is worth it. */
    isPatient: () => patience > 0,
  };
}

/** Lets everything through at once: what it would hold back is what is to be measured. */
export const OPEN_GATE: Gate = {
  pass: (call) => call(),
  slowDown: () => undefined,
  timesThrottled: () => 0,
  isPatient: () => false,
};
