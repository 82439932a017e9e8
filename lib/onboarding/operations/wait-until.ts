import { AppError } from '#lib/platform/errors.ts';
import type { StepContext } from '#lib/operations/ports.ts';

type Waiting = {
  intervalMs: number;
  timeoutMs: number;
  /** What is waited for, as people read it. */
  words: string;
  /** Thrown when it takes too long and no look has failed. */
  tooLong: string;
  /** Failures that mean "not yet", besides the other side being busy or away for a moment. */
  isNotYet?: (error: AppError) => boolean;
};

const PASSING = new Set(['upstream-unavailable', 'upstream-throttled', 'upstream-timeout']);

/** Looks again and again until there is something to see. A passing failure does not end the wait; another one does. */
export async function waitUntil<Seen>(
  context: Pick<StepContext, 'progress' | 'wait'>,
  { intervalMs, timeoutMs, words, tooLong, isNotYet = () => false }: Waiting,
  look: () => Promise<Seen | undefined>,
): Promise<Seen> {
  let lastFailure: AppError | undefined;
  for (let waitedMs = 0; waitedMs <= timeoutMs; waitedMs += intervalMs) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
      lastFailure = undefined;
    } catch (error) {
      // A service that is busy for a moment must not end a wait of many minutes.
      if (!(error instanceof AppError) || !(PASSING.has(error.code) || isNotYet(error))) throw error;
      lastFailure = error;
    }
    await context.progress(words);
    await context.wait(intervalMs);
  }
  // Not one of the codes that are retried at once: the wait has been long enough.
  throw new AppError('conflict', lastFailure ? `${tooLong} ${lastFailure.message}` : tooLong, lastFailure?.details, {
    cause: lastFailure,
  });
}
