import { CompleteStepInput, OnboardingParams, OnboardingView } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen, recordServices } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Completes a step',
  answer: OnboardingView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: CompleteStepInput,
  handle: ({ user, params, body }) => recordServices(user).completeStep(params.onboardingId, body.step),
});
