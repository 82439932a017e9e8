import { AnswerFindingInput, FindingParams, PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Answers what a reviewer asked',
  answer: PublishingStep,
  access: 'signed-in',
  params: FindingParams,
  admit: mayOpen,
  body: AnswerFindingInput,
  handle: ({ user, params, body }) =>
    publishingServices(user).answerFinding(params.onboardingId, params.findingId, body),
});
