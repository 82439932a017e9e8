import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { BeginReviewInput, DecisionsView } from '#lib/review/decide/contract.ts';
import { decisionServices } from '#lib/services/review-decisions.ts';

export const POST = route({
  summary: 'Take a submission into review',
  answer: DecisionsView,
  access: 'Reviewer',
  params: SubmissionParams,
  body: BeginReviewInput,
  handle: ({ user, params, body }) => decisionServices(user).begin(params.submissionId, body.version),
});
