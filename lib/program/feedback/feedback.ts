import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { FeedbackBox, FeedbackRecord } from '#lib/onboarding/record/ports.ts';
import { csvOf } from '../csv.ts';
import type { FileToSave } from '../figures/export.ts';
import type { FeedbackRow, FeedbackTable } from './contract.ts';

type Ports = { feedback: FeedbackBox };
const MOST_SHOWN = 200;
const MOST_SAVED = 20_000;

export async function readFeedback({ feedback }: Ports, most = MOST_SHOWN): Promise<FeedbackTable> {
  const [records, total, themes] = await Promise.all([
    feedback.listForOperator(most),
    feedback.countForOperator(),
    feedback.themesForOperator(),
  ]);
  return { rows: records.map(feedbackRow), total, themes };
}

/** Puts one under a theme, or takes it out of its theme. */
export async function themeFeedback(
  { feedback }: Ports,
  { person, feedbackId, theme }: { person: Person; feedbackId: string; theme: string },
): Promise<void> {
  await feedback.setThemeForOperator(feedbackId, theme === '' ? undefined : theme, person);
}

export async function exportFeedback(
  { feedback }: Ports,
  format: 'csv' | 'json',
  now = new Date(),
): Promise<FileToSave> {
  const told = await readFeedback({ feedback }, MOST_SAVED);
  const name = `feedback-${now.toISOString().slice(0, 10)}.${format}`;
  if (format === 'json') return { name, type: 'application/json', text: `${JSON.stringify(told, null, 2)}\n` };
  const rows = told.rows.map((row) => [
    ...[row.at, row.tenantName, row.applicationName, subjectWords(row.step), row.rating, row.words],
    ...[row.wantsSession ? 'yes' : 'no', row.theme, row.byName],
  ]);
  return { name, type: 'text/csv; charset=utf-8', text: csvOf(HEAD, rows) };
}

const HEAD = ['At', 'Tenant', 'Application', 'About', 'Rating', 'Words', 'Wants a session', 'Theme', 'By'];

const subjectWords = (step: FeedbackRow['step']): string =>
  step === 'whole-journey' ? 'The whole way' : STEP_WORDS[step].title;

function feedbackRow({ at, ...record }: FeedbackRecord): FeedbackRow {
  return { ...record, at: at.toISOString() };
}
