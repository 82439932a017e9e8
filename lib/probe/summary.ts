import type { CheckLevel } from './catalogue/entry.ts';
import type { CheckResult } from './contract.ts';
import { entryOf, writes } from './select.ts';

/**
 * `ready`: nothing that Entra, the gallery or a validation run requires has failed. `not-ready`: something has.
 * `incomplete`: nothing failed, but something required could not be tried because of another check or an early end, or
 * nothing was written, which most of what is required asks for.
 */
export type Readiness = 'ready' | 'not-ready' | 'incomplete';

/** As much of a result as counts and readiness rest on. */
export type VerdictOf = Pick<CheckResult, 'id' | 'verdict'>;

/** What the results say about the way into the gallery. Only checks of the level `entra-required` decide. */
export function readinessOf(results: readonly VerdictOf[], stopped?: string): Readiness {
  const required = results.filter(({ id }) => entryOf(id).level === 'entra-required');
  if (required.some(({ verdict }) => verdict === 'failed')) return 'not-ready';
  const writing = required.filter(({ id }) => writes(id));
  const hasOnlyRead = writing.length > 0 && writing.every(({ verdict }) => verdict === 'untried');
  const isOpen = stopped !== undefined || hasOnlyRead || required.some(({ verdict }) => verdict === 'blocked');
  return isOpen || !required.some(({ verdict }) => verdict === 'passed') ? 'incomplete' : 'ready';
}

export type Counts = Record<CheckResult['verdict'], number>;

/** How many results have each verdict. */
export function countsOf(results: readonly VerdictOf[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, 'not-verifiable': 0, blocked: 0, untried: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** The failed ones of a level. */
export const failedAt = (results: readonly CheckResult[], level: CheckLevel): CheckResult[] =>
  results.filter(({ id, verdict }) => verdict === 'failed' && entryOf(id).level === level);

export type Change = { id: string; before: CheckResult['verdict']; now: CheckResult['verdict'] };

/** Which checks were mended and which were broken since an earlier probe; checks of only one of them are left out. */
export function changesSince(
  earlier: readonly CheckResult[],
  results: readonly CheckResult[],
): { fixed: Change[]; broken: Change[] } {
  const before = new Map(earlier.map(({ id, verdict }) => [id, verdict]));
  const changes = results.flatMap(({ id, verdict }): Change[] => {
    const was = before.get(id);
    return was && was !== verdict ? [{ id, before: was, now: verdict }] : [];
  });
  return {
    fixed: changes.filter(({ now }) => now === 'passed'),
    broken: changes.filter(({ now }) => now === 'failed'),
  };
}
