import type { CheckId } from '../catalogue/catalogue.ts';

export type Verdict =
  | { verdict: 'passed'; got: string }
  /** `usable`: what it makes serves the checks that need it although it is not quite right. */
  | { verdict: 'failed'; expected?: string; got: string; usable?: boolean }
  | { verdict: 'not-verifiable'; got: string }
  | { verdict: 'blocked'; got: string; blockedBy: CheckId[] }
  | { verdict: 'untried'; got: string };

export const passed = (got: string): Verdict => ({ verdict: 'passed', got });
export const failed = (got: string, options: { expected?: string; usable?: boolean } = {}): Verdict => ({
  verdict: 'failed',
  got,
  ...options,
});
export const notVerifiable = (got: string): Verdict => ({ verdict: 'not-verifiable', got });
export const untried = (got: string): Verdict => ({ verdict: 'untried', got });

/** Ends a check with its verdict, from any depth. */
export class Ended extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(verdict.got);
    this.verdict = verdict;
  }
}

/** Goes on only if the condition holds; else the check has failed with what came instead. */
export function must(condition: unknown, got: string, expected?: string): asserts condition {
  if (!condition) throw new Ended(failed(got, { expected }));
}
