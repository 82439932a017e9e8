import { Leftovers } from '#lib/onboarding/run-validation/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  summary: 'Test users and groups that runs left',
  answer: Leftovers,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => validationServices(user).readLeftovers(params.onboardingId),
});
