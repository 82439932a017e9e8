import { Attachments } from '#lib/onboarding/request-attachments/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';

export const GET = route({
  summary: 'Files and checked links of the request',
  answer: Attachments,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => attachmentServices(user).read(params.onboardingId),
});
