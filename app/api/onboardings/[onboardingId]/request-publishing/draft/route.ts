import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { SaveDraftInput } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const PUT = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: SaveDraftInput,
  handle: ({ user, params, body }) => publishingServices(user).saveDraft(params.onboardingId, body),
});
