import { CATALOGUE } from '../catalogue/catalogue.ts';
import { CHECK_LEVELS } from '../catalogue/entry.ts';
import type { CheckResult } from '../contract.ts';
import type { Cause, Sign } from './cause.ts';
import { CAUSES } from './causes.ts';

/** One check that the cause explains: what was expected, what came, and the exchanges to look at. */
export type Evidence = Pick<CheckResult, 'id' | 'got' | 'exchanges'> & { expected: string };
/** `checks` in the order of the catalogue; `blocked` are those that could not be tried because of them. */
export type CauseGroup = { cause: Cause; checks: string[]; evidence: Evidence[]; blocked: string[] };
/** A failure that no known cause explains, in the check's own words. */
export type Unexplained = { check: string; title: string; evidence: Evidence; blocked: string[] };
export type Diagnosis = { groups: CauseGroup[]; unexplained: Unexplained[] };

const ENTRIES = new Map<string, (typeof CATALOGUE)[number]>(CATALOGUE.map((entry) => [entry.id, entry]));

/**
 * Groups what failed by cause: eleven failures with one cause are one group. Where several causes fit, the one with the
 * most signs wins, and a lesser one is named only if a sign of its own is left over. What Entra requires comes first.
 */
export function diagnose(results: readonly CheckResult[], causes: readonly Cause[] = CAUSES): Diagnosis {
  const failures = results.filter(({ verdict }) => verdict === 'failed');
  const open = new Map(failures.map((result) => [result.id, result]));
  const fits = fitting(causes, results);
  // What cannot be verified is a sign only where a cause says so.
  for (const result of fits.flatMap(({ signs }) => signs)) open.set(result.id, result);
  const groups: CauseGroup[] = [];
  for (const { cause, signs } of fits) {
    if (!signs.some(({ id }) => open.has(id))) continue;
    const own = results.filter((result) => open.has(result.id) && (signs.includes(result) || explains(cause, result)));
    own.forEach(({ id }) => open.delete(id));
    groups.push(groupOf(cause, own, results));
  }
  const unexplained = failures
    .filter(({ id }) => open.has(id))
    .map((result) => ({
      check: result.id,
      title: ENTRIES.get(result.id)?.title ?? result.id,
      evidence: evidenceOf(result),
      blocked: blockedBy([result.id], results),
    }));
  const heaviest = (left: CauseGroup, right: CauseGroup) =>
    levelOf(left.checks) - levelOf(right.checks) || right.checks.length - left.checks.length;
  return {
    groups: groups.sort(heaviest),
    unexplained: unexplained.sort((left, right) => levelOf([left.check]) - levelOf([right.check])),
  };
}

/** The place of the weightiest check among the levels; what Entra requires is 0. */
function levelOf(checks: string[]): number {
  return Math.min(...checks.map((id) => CHECK_LEVELS.indexOf(ENTRIES.get(id)?.level ?? 'information')));
}

/** The causes whose signs are all there, the most specific first, then the one that explains most. */
function fitting(causes: readonly Cause[], results: readonly CheckResult[]) {
  return causes
    .flatMap((cause) => {
      const found = cause.signs.map((sign) => results.filter((result) => shows(sign, result)));
      if (found.some((one) => one.length === 0)) return [];
      const signs = found.flat();
      const reach = results.filter((result) => signs.includes(result) || explains(cause, result)).length;
      return [{ cause, signs, weight: weightOf(cause), reach }];
    })
    .sort((left, right) => right.weight - left.weight || right.reach - left.reach);
}

const weightOf = ({ signs }: Cause): number => signs.reduce((sum, { got }) => sum + (got ? 2 : 1), 0);

function explains({ explains: further = [] }: Cause, result: CheckResult): boolean {
  return further.some((one) => shows(typeof one === 'string' ? { check: one } : one, result));
}

function shows({ check, got, verdict = 'failed' }: Sign, result: CheckResult): boolean {
  const ids: readonly string[] = [check].flat();
  return ids.includes(result.id) && result.verdict === verdict && (got === undefined || got.test(result.got));
}

function groupOf(cause: Cause, own: CheckResult[], results: readonly CheckResult[]): CauseGroup {
  const checks = own.map(({ id }) => id);
  return { cause, checks, evidence: own.map(evidenceOf), blocked: blockedBy(checks, results) };
}

function evidenceOf({ id, got, expected, exchanges }: CheckResult): Evidence {
  return { id, got, expected: expected ?? ENTRIES.get(id)?.expected ?? '', exchanges };
}

/** Directly, or through another that was blocked. */
function blockedBy(checks: readonly string[], results: readonly CheckResult[]): string[] {
  const behind = new Set(checks);
  const blocked = results.filter(({ verdict }) => verdict === 'blocked');
  for (let size = -1; size !== behind.size;) {
    size = behind.size;
    for (const { id, blockedBy: by } of blocked) if (by.some((one) => behind.has(one))) behind.add(id);
  }
  return blocked.filter(({ id }) => behind.has(id)).map(({ id }) => id);
}
