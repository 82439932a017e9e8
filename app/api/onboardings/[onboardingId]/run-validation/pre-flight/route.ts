import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { Preflight, PreflightInput } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen } from '#lib/services/record.ts';
import { validationServices } from '#lib/services/validation.ts';

export const POST = route({
  summary: 'Checks what a run needs',
  answer: Preflight,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: PreflightInput,
  handle: ({ user, params, body }) => validationServices(user).preflight(params.onboardingId, body.credential),
});
