import { AddMemberInput, OnboardingParams, OnboardingView } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen, recordServices } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Lets a colleague of the same tenant in',
  answer: OnboardingView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: AddMemberInput,
  handle: ({ user, params, body }) => recordServices(user).addMember(params.onboardingId, body.userPrincipalName),
});
