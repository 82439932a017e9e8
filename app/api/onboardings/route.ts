import {
  OnboardingList,
  OnboardingsQuery,
  OnboardingView,
  StartOnboardingInput,
} from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { recordServices } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The onboardings that are open to the person, page by page',
  answer: OnboardingList,
  access: 'signed-in',
  query: OnboardingsQuery,
  handle: ({ user, query }) => recordServices(user).list(query),
});

export const POST = route({
  summary: 'Starts an onboarding',
  answer: OnboardingView,
  access: 'signed-in',
  body: StartOnboardingInput,
  handle: ({ user, body }) => recordServices(user).start(body.name),
});
