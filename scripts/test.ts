import { checks, type Outcome } from './test/checks.ts';

/** `npm test`: every check one after the other, its output as it comes, and the sum in the last line. */
const outcomes: Outcome[] = [];
for (const { title, run } of checks) {
  console.log(`\n── ${title}`);
  const startedAt = performance.now();
  const outcome = await run();
  outcomes.push(outcome);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`── ${title}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
}

const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const skipped = outcomes.flatMap((outcome) => outcome.skipped);
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exitCode = sum('failed') > 0 ? 1 : 0;
