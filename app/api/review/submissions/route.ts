import { SubmissionList } from '#lib/review/contract.ts';
import { route } from '#lib/platform/route.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const GET = route({
  summary: 'The submissions',
  answer: SubmissionList,
  access: 'Reviewer',
  handle: ({ user }) => reviewServices(user).list(),
});
