import { ChangeRuleSetInput, Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Moves the onboarding to another rule set',
  answer: Requirements,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ChangeRuleSetInput,
  handle: ({ user, params, body }) => preparationServices(user).changeRuleSet(params.onboardingId, body.ruleSet),
});
