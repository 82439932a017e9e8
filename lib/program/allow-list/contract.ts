import { z } from 'zod';
import { AllowListRequest } from '#lib/onboarding/allow-list/contract.ts';
import { CountedPage, PageQuery } from '#lib/platform/page-query.ts';
import { ProgramScope } from '../contract.ts';

export const AllowListRow = AllowListRequest.extend({
  onboardingId: z.uuid(),
  tenantName: z.string(),
  applicationName: z.string(),
  isMine: z.boolean(),
});
export type AllowListRow = z.infer<typeof AllowListRow>;

export const ALLOW_LIST_PAGE = 50;
/** The requests as the address of the page asks for them: what was asked in that time. */
export const AllowListQuery = ProgramScope.extend(PageQuery.shape);
export type AllowListQuery = z.infer<typeof AllowListQuery>;
/** Open ones first, those that wait for longest at the top; then the newest decided ones. */
export const AllowListPage = CountedPage.extend({
  requests: z.array(AllowListRow),
  /** Those of them that are open, counted to the last. */
  waiting: z.number().int(),
});
export type AllowListPage = z.infer<typeof AllowListPage>;
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
