import { PathInput, Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Answers what kind of application it is',
  answer: Requirements,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: PathInput,
  handle: ({ user, params, body }) => preparationServices(user).answerPath(params.onboardingId, body),
});
