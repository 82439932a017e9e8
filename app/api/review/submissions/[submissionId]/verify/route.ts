import { route } from '#lib/platform/route.ts';
import { SubmissionParams, SubmissionView } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  summary: 'Reads the run again at its source',
  answer: SubmissionView,
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => reviewServices(user).verifyAgain(params.submissionId),
});
