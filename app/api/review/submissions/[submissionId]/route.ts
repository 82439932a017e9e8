import { route } from '#lib/platform/route.ts';
import { SubmissionParams, SubmissionView } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const GET = route({
  summary: 'One submission with its evidence',
  answer: SubmissionView,
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => reviewServices(user).read(params.submissionId),
});
