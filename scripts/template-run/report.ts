import { catalogueEntry } from '#lib/rules/test-catalogue.ts';
import type { TemplateReport } from './run-template.ts';

/** One line per test: what the template says of itself beside our verdict. */
export function printReport(report: TemplateReport): void {
  console.log(`\n${report.template} · run ${report.runId} ended as ${report.status}`);
  console.log(`definition ${report.definitionHash}\n`);
  const rows = report.tests.map((test) => [
    test.test,
    catalogueEntry(test.test).title,
    test.templateResult ?? '(no result)',
    test.verdict,
    test.seconds === undefined ? '' : `${test.seconds.toFixed(1)} s`,
  ]);
  const table = [['Test', '', 'Template says', 'Our verdict', 'Took'], ...rows];
  const widths = table[0]!.map((_, column) => Math.min(60, Math.max(...table.map((row) => row[column]!.length))));
  for (const row of table) console.log(row.map((cell, column) => cell.slice(0, 60).padEnd(widths[column]!)).join('  '));
  const { setUp, run } = report.wallSeconds;
  console.log(`\nset-up ${setUp} s, run ${run} s of wall time`);
  if (report.ready) {
    console.log('\nREADY');
    return;
  }
  console.log('\nNOT READY');
  for (const { test, reason } of report.blocking) console.log(`  ${test ? `${test}: ` : ''}${reason}`);
}
