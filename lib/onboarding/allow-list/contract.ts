import { z } from 'zod';

export const ALLOW_LIST_STATES = ['open', 'approved', 'declined', 'withdrawn', 'expired'] as const;

/** A request for shorter provisioning cycles, as both sides see it. */
export const AllowListRequest = z.object({
  id: z.uuid(),
  version: z.number().int(),
  /** `expired`: it was approved until a day that has passed. */
  state: z.enum(ALLOW_LIST_STATES),
  reason: z.string(),
  contact: z.string(),
  requestedByName: z.string(),
  requestedAt: z.iso.datetime(),
  /** Who takes care of it. */
  ownerName: z.string().optional(),
  decidedByName: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  decisionReason: z.string().optional(),
  /** Until when faster cycles are approved. */
  expiresAt: z.iso.datetime().optional(),
});
export type AllowListRequest = z.infer<typeof AllowListRequest>;

/** The newest request of an onboarding, if there is one. */
export const AllowListStep = z.object({ request: AllowListRequest.optional() });
export type AllowListStep = z.infer<typeof AllowListStep>;

export const AskAllowListInput = z.object({
  reason: z.string().trim().min(10, 'Say in a sentence why you need faster cycles.').max(2_000),
  contact: z.email('Enter an e-mail address that is read.').max(254),
});
export type AskAllowListInput = z.infer<typeof AskAllowListInput>;
export const WithdrawAllowListInput = z.object({ version: z.number().int().nonnegative() });
