import { z } from 'zod';
import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { CountedPage, PageQuery } from '#lib/platform/page-query.ts';
import { ProgramScope } from '../contract.ts';

export const FeedbackRow = FeedbackInput.extend({
  id: z.uuid(),
  onboardingId: z.uuid(),
  tenantName: z.string(),
  applicationName: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
  /** Under which a program manager has put it. */
  theme: z.string().optional(),
});
export type FeedbackRow = z.infer<typeof FeedbackRow>;

export const FEEDBACK_PAGE = 50;
/** What was said, as the address of the page asks for it: what was given in that time. */
const Asked = ProgramScope.extend({
  /** Everything, wishes for a session, what has no theme yet, or one theme. */
  show: z
    .string()
    .regex(/^(all|session|no-theme|theme:.+)$/)
    .max(80)
    .default('all'),
});
export const FeedbackQuery = Asked.extend(PageQuery.shape);
export type FeedbackQuery = z.infer<typeof FeedbackQuery>;

/** At most a hundred, the most used first; counted of that cohort and time. */
const Themes = z.array(z.object({ theme: z.string(), count: z.number().int() }));
export type FeedbackThemes = z.infer<typeof Themes>;
/** Newest first; themes with the first page alone. */
export const FeedbackPage = CountedPage.extend({ rows: z.array(FeedbackRow), themes: Themes.optional() });
export type FeedbackPage = z.infer<typeof FeedbackPage>;

/** As it is saved: all that was asked for. */
export const FeedbackFile = z.object({ asked: Asked, rows: z.array(FeedbackRow), themes: Themes });
export type FeedbackFile = z.infer<typeof FeedbackFile>;
export const FeedbackExportQuery = Asked.extend({ format: z.enum(['csv', 'json']).default('json') });
export type FeedbackExportQuery = z.infer<typeof FeedbackExportQuery>;

export const FeedbackParams = z.object({ feedbackId: z.uuid() });
/** Empty takes it out of its theme. */
export const ThemeInput = z.object({ theme: z.string().trim().max(60, 'Use at most 60 characters.') });
