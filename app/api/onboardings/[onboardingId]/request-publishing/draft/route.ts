import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { SaveDraftInput } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';

export const PUT = route({
  access: 'signed-in',
  params: OnboardingParams,
  body: SaveDraftInput,
  handle: ({ user, params, body }) => publishingServices(user).saveDraft(params.onboardingId, body),
});
