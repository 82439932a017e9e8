import { route } from '#lib/platform/route.ts';
import { RequestChangesInput, SubmissionParams, SubmissionView } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  summary: 'Gives the request back with what is to be changed',
  answer: SubmissionView,
  access: 'Reviewer',
  params: SubmissionParams,
  body: RequestChangesInput,
  handle: ({ user, params, body }) => reviewServices(user).requestChanges(params.submissionId, body),
});
