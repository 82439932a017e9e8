import { AllowListStep, WithdrawAllowListInput } from '#lib/onboarding/allow-list/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListServices } from '#lib/services/allow-list.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Withdraws the request for faster cycles',
  answer: AllowListStep,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: WithdrawAllowListInput,
  handle: ({ user, params, body }) => allowListServices(user).withdraw(params.onboardingId, body.version),
});
