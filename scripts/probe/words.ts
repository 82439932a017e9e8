import { VERDICT_WORDS } from '#lib/probe/catalogue/words.ts';
import type { CheckResult, ProbeReport } from '#lib/probe/contract.ts';
import { diagnose } from '#lib/probe/diagnosis/diagnose.ts';
import { entryOf } from '#lib/probe/select.ts';
import { countsOf, readinessOf } from '#lib/probe/summary.ts';

/** One result as one or two lines. */
export function lineOf({ id, verdict, got, expected }: CheckResult): string {
  const entry = entryOf(id);
  const head = `${VERDICT_WORDS[verdict].padEnd(14)} ${id}  ${entry.title}`;
  if (verdict === 'passed') return head;
  return `${head}\n${' '.repeat(20)}${got}${verdict === 'failed' ? `  Expected: ${expected ?? entry.expected}.` : ''}`;
}

const READINESS = {
  ready: 'Ready: nothing that Entra requires has failed.',
  'not-ready': 'Not ready: something that Entra requires has failed.',
  incomplete: 'No verdict: something that Entra requires could not be tried.',
};

/** What to mend, cause by cause. */
function causeLines(results: CheckResult[]): string[] {
  const { groups } = diagnose(results);
  if (groups.length === 0) return [];
  const parts = groups.flatMap(({ cause, checks }) => [`  ${cause.title} (${checks.join(', ')})`, `    ${cause.fix}`]);
  return ['', 'What to mend', ...parts, ''];
}

/** The end of a probe: counts, verdict, leftovers. */
export function closing(report: ProbeReport): string {
  const { results, requests, leftovers, stopped, startedAt, endedAt } = report;
  const counts = countsOf(results);
  const seconds = ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
  const numbers = Object.entries(counts).map(
    ([verdict, count]) => `${count} ${VERDICT_WORDS[verdict as CheckResult['verdict']].toLowerCase()}`,
  );
  return [
    '',
    `${results.length} checks, ${requests} requests, ${seconds} s: ${numbers.join(', ')}.`,
    ...(stopped ? [stopped] : []),
    ...causeLines(results),
    ...leftovers.map(({ collection, name, id }) => `Not removed: ${collection} ${name}${id ? ` (${id})` : ''}`),
    READINESS[readinessOf(results, stopped)],
  ].join('\n');
}
