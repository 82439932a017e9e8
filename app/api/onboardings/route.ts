import { OnboardingList, OnboardingView, StartOnboardingInput } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { recordServices } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The onboardings that are open to the person',
  answer: OnboardingList,
  access: 'signed-in',
  handle: ({ user }) => recordServices(user).list(),
});

export const POST = route({
  summary: 'Starts an onboarding',
  answer: OnboardingView,
  access: 'signed-in',
  body: StartOnboardingInput,
  handle: ({ user, body }) => recordServices(user).start(body.name),
});
