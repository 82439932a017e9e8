import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { DecideInput, DecisionsView } from '#lib/review/decide/contract.ts';
import { decisionServices } from '#lib/services/review-decisions.ts';

export const GET = route({
  summary: 'What was decided, and what can be decided now',
  answer: DecisionsView,
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => decisionServices(user).read(params.submissionId),
});

export const POST = route({
  summary: 'Decide, with a reason',
  answer: DecisionsView,
  access: 'Reviewer',
  params: SubmissionParams,
  body: DecideInput,
  handle: ({ user, params, body }) => decisionServices(user).decide(params.submissionId, body),
});
