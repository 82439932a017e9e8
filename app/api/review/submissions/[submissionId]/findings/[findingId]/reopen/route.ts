import { route } from '#lib/platform/route.ts';
import { ReviewFindingParams, ReopenFindingInput } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  access: 'Reviewer',
  params: ReviewFindingParams,
  body: ReopenFindingInput,
  handle: ({ user, params, body }) => reviewServices(user).reopenFinding(params, body),
});
