import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { StartRunInput } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen } from '#lib/services/record.ts';
import { validationServices } from '#lib/services/validation.ts';

export const POST = route({
  summary: 'Starts a run',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: StartRunInput,
  handle: ({ user, params, body }) => validationServices(user).start(params.onboardingId, body),
});
