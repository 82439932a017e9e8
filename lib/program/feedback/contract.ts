import { z } from 'zod';
import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';

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
export const FeedbackTable = z.object({
  /** Newest first; of very many the newest. */
  rows: z.array(FeedbackRow),
  total: z.number().int(),
  /** The themes in use, the most used first. */
  themes: z.array(z.object({ theme: z.string(), count: z.number().int() })),
});
export type FeedbackTable = z.infer<typeof FeedbackTable>;

export const FeedbackParams = z.object({ feedbackId: z.uuid() });
/** Empty takes it out of its theme. */
export const ThemeInput = z.object({ theme: z.string().trim().max(60, 'Use at most 60 characters.') });
export const FeedbackExportQuery = z.object({ format: z.enum(['csv', 'json']).default('json') });
