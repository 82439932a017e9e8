import { route } from '#lib/platform/route.ts';
import { ReviewFindingParams, ReopenFindingInput, SubmissionView } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  summary: 'Opens a finding again, with words',
  answer: SubmissionView,
  access: 'Reviewer',
  params: ReviewFindingParams,
  body: ReopenFindingInput,
  handle: ({ user, params, body }) => reviewServices(user).reopenFinding(params, body),
});
