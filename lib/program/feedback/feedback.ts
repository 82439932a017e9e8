import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { FeedbackAsk, FeedbackBox, FeedbackRecord } from '#lib/onboarding/record/ports.ts';
import { startOf } from '../contract.ts';
import { csvOf } from '../csv.ts';
import type { FileToSave } from '../figures/export.ts';
import {
  FEEDBACK_PAGE,
  type FeedbackExportQuery,
  type FeedbackFile,
  type FeedbackPage,
  type FeedbackQuery,
  type FeedbackRow,
} from './contract.ts';

type Ports = { feedback: FeedbackBox };
const SAVED_AT_ONCE = 1_000;

export async function readFeedback({ feedback }: Ports, { after, ...query }: FeedbackQuery): Promise<FeedbackPage> {
  const asked = askOf(query);
  const [{ rows, next }, counted, themes] = await Promise.all([
    feedback.pageForOperator({ ...asked, after, limit: FEEDBACK_PAGE }),
    feedback.countForOperator(asked),
    after === undefined ? feedback.themesForOperator(asked) : undefined,
  ]);
  return { rows: rows.map(feedbackRow), next, ...counted, themes };
}

function askOf({ cohort, time, show }: Omit<FeedbackQuery, 'after'>): FeedbackAsk {
  return {
    ...{ cohort, since: startOf(time) },
    ...(show === 'session' ? { wantsSession: true } : {}),
    ...(show === 'no-theme' ? { theme: null } : {}),
    ...(show.startsWith(THEME) ? { theme: show.slice(THEME.length) } : {}),
  };
}
const THEME = 'theme:';

/** Puts one under a theme, or takes it out of its theme. */
export async function themeFeedback(
  { feedback }: Ports,
  { person, feedbackId, theme }: { person: Person; feedbackId: string; theme: string },
): Promise<void> {
  await feedback.setThemeForOperator(feedbackId, theme === '' ? undefined : theme, person);
}

/** All that the page shows page by page, to be saved. */
export async function exportFeedback(
  { feedback }: Ports,
  { format, ...asked }: FeedbackExportQuery,
  now = new Date(),
): Promise<FileToSave> {
  const [rows, themes] = [await allOf(feedback, askOf(asked)), await feedback.themesForOperator(askOf(asked))];
  const told: FeedbackFile = { asked, rows: rows.map(feedbackRow), themes };
  const name = `feedback-${now.toISOString().slice(0, 10)}.${format}`;
  if (format === 'json') return { name, type: 'application/json', text: `${JSON.stringify(told, null, 2)}\n` };
  const lines = told.rows.map((row) => [
    ...[row.at, row.tenantName, row.applicationName, subjectWords(row.step), row.rating, row.words],
    ...[row.wantsSession ? 'yes' : 'no', row.theme, row.byName],
  ]);
  return { name, type: 'text/csv; charset=utf-8', text: csvOf(HEAD, lines) };
}

async function allOf(feedback: FeedbackBox, asked: FeedbackAsk): Promise<FeedbackRecord[]> {
  const all: FeedbackRecord[] = [];
  let after: string | undefined;
  do {
    const page = await feedback.pageForOperator({ ...asked, after, limit: SAVED_AT_ONCE });
    all.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return all;
}

const HEAD = ['At', 'Tenant', 'Application', 'About', 'Rating', 'Words', 'Wants a session', 'Theme', 'By'];

const subjectWords = (step: FeedbackRow['step']): string =>
  step === 'whole-journey' ? 'The whole way' : STEP_WORDS[step].title;

function feedbackRow({ at, ...record }: FeedbackRecord): FeedbackRow {
  return { ...record, at: at.toISOString() };
}
