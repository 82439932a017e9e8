import { ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  summary: 'Runs so far, and the parameters of the next',
  answer: ValidationStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => validationServices(user).readStep(params.onboardingId),
});
