import { z } from 'zod';
import { STEPS } from '#lib/journey/steps.ts';

/** What is spoken of: a step, or the whole way once the request is handed in. */
export const FEEDBACK_ON = [...STEPS, 'whole-journey'] as const;

/** One tap, words if wanted. */
export const FeedbackInput = z.object({
  step: z.enum(FEEDBACK_ON),
  rating: z.enum(['good', 'ok', 'bad']),
  words: z.string().trim().max(2_000).default(''),
  /** Would talk about it with the people who run the program. */
  wantsSession: z.boolean().default(false),
});
export type FeedbackInput = z.infer<typeof FeedbackInput>;
