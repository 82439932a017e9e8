import { z } from 'zod';
import { DECISIONS } from '#lib/rules/decisions.ts';
import { SUBMISSION_STATUSES } from '#lib/rules/submission-status.ts';

/** `version` is the request’s own, as the reviewer saw it: of two who decide at once the second is told what the first did. */
const seen = { version: z.number().int().min(0) };
export const BeginReviewInput = z.object(seen);
/** Changes are asked for item by item, by a route of their own. */
export const DecideInput = z.object({
  ...seen,
  kind: z.enum(DECISIONS).exclude(['request-changes']),
  reason: z.string().trim().min(1, 'Give the reason.').max(4_000),
});
export type DecideInput = z.infer<typeof DecideInput>;

export const DecisionView = z.object({
  id: z.uuid(),
  kind: z.enum(DECISIONS),
  reason: z.string(),
  /** Which handing in it was about. */
  number: z.number().int(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** What was decided, and what this reviewer may decide now. */
export const DecisionsView = z.object({
  version: z.number().int(),
  status: z.enum(SUBMISSION_STATUSES),
  mayBegin: z.boolean(),
  /** Newest first. */
  decisions: z.array(DecisionView),
  choices: z.array(z.object({ kind: z.enum(DECISIONS), whyNot: z.string().optional() })),
  escalatedByName: z.string().optional(),
});
export type DecisionsView = z.infer<typeof DecisionsView>;
