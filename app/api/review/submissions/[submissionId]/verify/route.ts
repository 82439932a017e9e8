import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => reviewServices(user).verifyAgain(params.submissionId),
});
