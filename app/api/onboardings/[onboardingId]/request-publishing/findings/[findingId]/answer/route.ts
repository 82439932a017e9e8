import { AnswerFindingInput, FindingParams } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  access: 'signed-in',
  params: FindingParams,
  admit: mayOpen,
  body: AnswerFindingInput,
  handle: ({ user, params, body }) =>
    publishingServices(user).answerFinding(params.onboardingId, params.findingId, body),
});
