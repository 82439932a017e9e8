import { route } from '#lib/platform/route.ts';
import { ReviewFindingParams, ResolveFindingInput, SubmissionView } from '#lib/review/contract.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const POST = route({
  summary: 'Marks a finding as settled',
  answer: SubmissionView,
  access: 'Reviewer',
  params: ReviewFindingParams,
  body: ResolveFindingInput,
  handle: ({ user, params, body }) => reviewServices(user).resolveFinding(params, body),
});
