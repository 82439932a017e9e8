import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const POST = route({
  summary: 'Removes the test users and groups that runs left',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => validationServices(user).cleanUp(params.onboardingId),
});
