import type { Person } from '#lib/onboarding/ports.ts';
import type { FeedbackAsk, FeedbackBox, FeedbackRecord } from '#lib/onboarding/record/ports.ts';
import { startOf } from '../contract.ts';
import { FEEDBACK_PAGE, type FeedbackPage, type FeedbackQuery, type FeedbackRow } from './contract.ts';

type Ports = { feedback: FeedbackBox };

export async function readFeedback({ feedback }: Ports, { after, ...query }: FeedbackQuery): Promise<FeedbackPage> {
  const asked = askOf(query);
  const [{ rows, next }, counted, themes] = await Promise.all([
    feedback.pageForOperator({ ...asked, after, limit: FEEDBACK_PAGE }),
    feedback.countForOperator(asked),
    after === undefined ? feedback.themesForOperator(asked) : undefined,
  ]);
  return { rows: rows.map(feedbackRow), next, ...counted, themes };
}

export function askOf({ cohort, time, show }: Omit<FeedbackQuery, 'after'>): FeedbackAsk {
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

export function feedbackRow({ at, ...record }: FeedbackRecord): FeedbackRow {
  return { ...record, at: at.toISOString() };
}
