import { ExportFile } from '#lib/onboarding/probe/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';

export const GET = route({
  summary: 'A first draft of the customer documentation',
  answer: ExportFile,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => attachmentServices(user).documentationDraft(params.onboardingId),
});
