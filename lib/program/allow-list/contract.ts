import { z } from 'zod';
import { AllowListRequest } from '#lib/onboarding/allow-list/contract.ts';

export const AllowListRow = AllowListRequest.extend({
  onboardingId: z.uuid(),
  tenantName: z.string(),
  applicationName: z.string(),
  isMine: z.boolean(),
});
export type AllowListRow = z.infer<typeof AllowListRow>;
export const AllowListTable = z.object({ requests: z.array(AllowListRow) });
export type AllowListTable = z.infer<typeof AllowListTable>;
export const RequestParams = z.object({ requestId: z.uuid() });

const version = z.number().int().nonnegative();
const reason = z.string().trim().min(3, 'Give a reason: the ISV reads it.').max(2_000);
export const OwnAllowListInput = z.object({ version });
export const DecideAllowListInput = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('approve'),
    version,
    reason,
    expiresAt: z.iso.date('Choose until when faster cycles are approved.'),
  }),
  z.object({ decision: z.literal('decline'), version, reason }),
]);
export type DecideAllowListInput = z.infer<typeof DecideAllowListInput>;
