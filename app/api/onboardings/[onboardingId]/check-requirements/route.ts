import { CheckRequirementsInput, Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'Every rule with its answer',
  answer: Requirements,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).readRequirements(params.onboardingId),
});

export const POST = route({
  summary: 'Checks tenant, Azure and endpoint anew',
  answer: Requirements,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: CheckRequirementsInput,
  handle: ({ user, params, body }) => preparationServices(user).checkRequirements(params.onboardingId, body),
});
