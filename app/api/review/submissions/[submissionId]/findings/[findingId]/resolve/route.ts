import { route } from '#lib/platform/route.ts';
import { ReviewFindingParams, ResolveFindingInput } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  access: 'Reviewer',
  params: ReviewFindingParams,
  body: ResolveFindingInput,
  handle: ({ user, params, body }) => reviewServices(user).resolveFinding(params, body),
});
