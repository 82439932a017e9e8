import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { LinkCheckInput, LinkCheckView } from '#lib/onboarding/request-attachments/contract.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Looks at a link as the public does',
  answer: LinkCheckView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: LinkCheckInput,
  handle: ({ user, params, body }) => attachmentServices(user).checkLink({ ...params, ...body }),
});
