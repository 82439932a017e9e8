import { AllowListStep, AskAllowListInput } from '#lib/onboarding/allow-list/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListServices } from '#lib/services/allow-list.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The request for faster cycles',
  answer: AllowListStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => allowListServices(user).read(params.onboardingId),
});

export const POST = route({
  summary: 'Asks for faster cycles',
  answer: AllowListStep,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: AskAllowListInput,
  handle: ({ user, params, body }) => allowListServices(user).ask(params.onboardingId, body),
});
