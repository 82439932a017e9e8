import { CHECK_LEVELS } from './catalogue/entry.ts';
import { LEVEL_WORDS, VERDICT_WORDS } from './catalogue/words.ts';
import type { CheckResult, ProbeReport } from './contract.ts';
import { ACTOR_WORDS } from './diagnosis/cause.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { entryOf } from './select.ts';
import { countsOf, failedAt, readinessOf } from './summary.ts';

const READINESS = { ready: 'Ready', 'not-ready': 'Not ready', incomplete: 'No verdict' };

/** A report to hand on, in Markdown: verdicts and reasons, without exchanges, ids of resources or query strings. */
export function markdownOf(report: ProbeReport): string {
  const { results, startedAt, endpoint, leftovers, stopped } = report;
  const counts = countsOf(results);
  return [
    `# SCIM probe of ${new URL(endpoint).host}`,
    '',
    `${startedAt} · ${results.length} checks · **${READINESS[readinessOf(results, stopped)]}**`,
    '',
    `| ${Object.keys(counts)
      .map((verdict) => VERDICT_WORDS[verdict as CheckResult['verdict']])
      .join(' | ')} |`,
    `|${'--:|'.repeat(Object.keys(counts).length)}`,
    `| ${Object.values(counts).join(' | ')} |`,
    ...(stopped ? ['', stopped] : []),
    ...(leftovers.length > 0 ? ['', `${leftovers.length} test resources could not be removed.`] : []),
    ...causes(results),
    ...CHECK_LEVELS.flatMap((level) => failures(LEVEL_WORDS[level], failedAt(results, level))),
    ...table(
      'Other verdicts',
      results.filter(({ verdict }) => !['passed', 'failed'].includes(verdict)),
    ),
    '',
  ].join('\n');
}

function causes(results: CheckResult[]): string[] {
  const { groups } = diagnose(results);
  if (groups.length === 0) return [];
  const parts = groups.flatMap(({ cause, checks }) => [
    '',
    `### ${cause.title} (${checks.join(', ')})`,
    '',
    `${cause.why} **${ACTOR_WORDS[cause.actor]}:** ${cause.fix}`,
  ]);
  return ['', '## What to mend', ...parts];
}

function failures(title: string, results: CheckResult[]): string[] {
  if (results.length === 0) return [];
  const rows = results.map(
    ({ id, got, expected }) =>
      `| ${id} | ${cell(entryOf(id).title)} | ${cell(expected ?? entryOf(id).expected)} | ${cell(got)} |`,
  );
  return ['', `## Failed: ${title}`, '', '| Check | What | Expected | Got |', '|---|---|---|---|', ...rows];
}

function table(title: string, results: CheckResult[]): string[] {
  if (results.length === 0) return [];
  const rows = results.map(
    ({ id, verdict, got }) => `| ${id} | ${cell(entryOf(id).title)} | ${VERDICT_WORDS[verdict]} | ${cell(got)} |`,
  );
  return ['', `## ${title}`, '', '| Check | What | Verdict | Why |', '|---|---|---|---|', ...rows];
}

const cell = (text: string): string => text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
