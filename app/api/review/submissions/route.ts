import { route } from '#lib/platform/route.ts';
import { QueuePage, QueueQuery } from '#lib/review/queue/contract.ts';
import { queueServices } from '#lib/services/review-queue.ts';

export const GET = route({
  summary: 'The submissions, page by page',
  answer: QueuePage,
  access: 'Reviewer',
  query: QueueQuery,
  handle: ({ user, query }) => queueServices(user).read(query),
});
