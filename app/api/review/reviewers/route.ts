import { route } from '#lib/platform/route.ts';
import { Reviewers } from '#lib/review/queue/contract.ts';
import { queueServices } from '#lib/services/review-queue.ts';

export const GET = route({
  summary: 'Whom a submission can be given to',
  answer: Reviewers,
  access: 'Reviewer',
  handle: ({ user }) => queueServices(user).reviewers(),
});
