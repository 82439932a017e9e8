import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { FeedbackAsk, FeedbackBox } from '#lib/onboarding/record/ports.ts';
import { csvHead, csvRows } from '../csv.ts';
import type { FeedbackExportQuery, FeedbackFile, FeedbackRow } from './contract.ts';
import { askOf, feedbackRow } from './feedback.ts';

export type LongFileToSave = { name: string; type: string; parts: AsyncIterable<string> };
const READ_AT_ONCE = 1_000;

/** All that the page shows page by page, to be saved: it is sent as it is read, however much it is. */
export async function exportFeedback(
  { feedback }: { feedback: FeedbackBox },
  { format, ...asked }: FeedbackExportQuery,
  now = new Date(),
): Promise<LongFileToSave> {
  const ask = askOf(asked);
  // Before the answer begins: a database that is away is a problem to tell, not a file that breaks off.
  const themes = await feedback.themesForOperator(ask);
  const pages = allPages(feedback, ask);
  const name = `feedback-${now.toISOString().slice(0, 10)}.${format}`;
  if (format === 'csv') return { name, type: 'text/csv; charset=utf-8', parts: csvParts(pages) };
  return { name, type: 'application/json', parts: jsonParts({ asked, themes }, pages) };
}

async function* allPages(feedback: FeedbackBox, asked: FeedbackAsk): AsyncGenerator<FeedbackRow[]> {
  let after: string | undefined;
  do {
    const { rows, next } = await feedback.pageForOperator({ ...asked, after, limit: READ_AT_ONCE });
    yield rows.map(feedbackRow);
    after = next;
  } while (after !== undefined);
}

const HEAD = ['At', 'Tenant', 'Application', 'About', 'Rating', 'Words', 'Wants a session', 'Theme', 'By'];

async function* csvParts(pages: AsyncIterable<FeedbackRow[]>): AsyncGenerator<string> {
  yield csvHead(HEAD);
  for await (const rows of pages) {
    const lines = rows.map((row) => [
      ...[row.at, row.tenantName, row.applicationName, subjectWords(row.step), row.rating, row.words],
      ...[row.wantsSession ? 'yes' : 'no', row.theme, row.byName],
    ]);
    yield csvRows(lines);
  }
}

const subjectWords = (step: FeedbackRow['step']): string =>
  step === 'whole-journey' ? 'The whole way' : STEP_WORDS[step].title;

/** One row in each line. */
async function* jsonParts(
  first: Omit<FeedbackFile, 'rows'>,
  pages: AsyncIterable<FeedbackRow[]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(first).slice(0, -1)},"rows":[`;
  let between = '\n';
  for await (const rows of pages) {
    if (rows.length > 0) yield between + rows.map((row) => JSON.stringify(row)).join(',\n');
    between = ',\n';
  }
  yield '\n]}\n';
}
