import { OnboardingParams, OnboardingView } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { recordServices } from '#lib/services/record.ts';

export const GET = route({
  summary: 'One onboarding',
  answer: OnboardingView,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => recordServices(user).read(params.onboardingId),
});
