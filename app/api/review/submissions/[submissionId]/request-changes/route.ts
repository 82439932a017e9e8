import { route } from '#lib/platform/route.ts';
import { RequestChangesInput, SubmissionParams } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  access: 'Reviewer',
  params: SubmissionParams,
  body: RequestChangesInput,
  handle: ({ user, params, body }) => reviewServices(user).requestChanges(params.submissionId, body),
});
