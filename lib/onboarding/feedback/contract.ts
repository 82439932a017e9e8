import { z } from 'zod';
import { StepId } from '#lib/onboarding/record/contract.ts';

/** One tap per step, words if wanted. */
export const FeedbackInput = z.object({
  step: StepId,
  rating: z.enum(['good', 'ok', 'bad']),
  words: z.string().trim().max(2_000).default(''),
});
export type FeedbackInput = z.infer<typeof FeedbackInput>;
