import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen, recordServices } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Says how a step was',
  answer: 'nothing',
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: FeedbackInput,
  handle: ({ user, params, body }) => recordServices(user).giveFeedback(params.onboardingId, body),
});
