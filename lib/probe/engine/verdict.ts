import type { CheckId } from '../catalogue/catalogue.ts';

export type Verdict =
  | { verdict: 'passed'; got: string }
  /** `usable`: what it makes serves the checks that need it although it is not quite right. */
  | { verdict: 'failed'; expected?: string; got: string; usable?: boolean }
  /** `usable`: nothing speaks against it, so that the checks that need it are tried. */
  | { verdict: 'not-verifiable'; got: string; usable?: boolean }
  | { verdict: 'blocked'; got: string; blockedBy: CheckId[] }
  | { verdict: 'untried'; got: string };

export const passed = (got: string): Verdict => ({ verdict: 'passed', got });
export const failed = (got: string, options: { expected?: string; usable?: boolean } = {}): Verdict => ({
  verdict: 'failed',
  got,
  ...options,
});
export const notVerifiable = (got: string, options: { usable?: boolean } = {}): Verdict => ({
  verdict: 'not-verifiable',
  got,
  ...options,
});
export const blocked = (...blockedBy: CheckId[]): Verdict => ({
  verdict: 'blocked',
  got: `It needs ${blockedBy.join(', ')}.`,
  blockedBy,
});
export const untried = (got: string): Verdict => ({ verdict: 'untried', got });

/** Ends a check with its verdict, from any depth. */
export class Ended extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(verdict.got);
    this.verdict = verdict;
  }
}

/** No answer came, or not in time. Ends a check as failed unless it thinks otherwise. */
export class NoAnswer extends Ended {
  readonly isTimeout: boolean;
  constructor(message: string, { isTimeout }: { isTimeout: boolean }) {
    super(failed(message));
    this.isTimeout = isTimeout;
  }
}

/** The verdict of one part of a check, so that the other parts go on whatever it is. */
export async function judged(part: () => Verdict | Promise<Verdict>): Promise<Verdict> {
  try {
    return await part();
  } catch (error) {
    if (error instanceof Ended) return error.verdict;
    throw error;
  }
}

/** Goes on only if the condition holds; else the check has failed with what came instead. */
export function must(condition: unknown, got: string, expected?: string): asserts condition {
  if (!condition) throw new Ended(failed(got, { expected }));
}
