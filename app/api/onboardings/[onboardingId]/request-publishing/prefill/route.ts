import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => publishingServices(user).prefill(params.onboardingId),
});
