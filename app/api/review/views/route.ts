import { route } from '#lib/platform/route.ts';
import { SavedViewList, SaveViewInput } from '#lib/review/queue/contract.ts';
import { queueServices } from '#lib/services/review-queue.ts';

export const GET = route({
  summary: 'Kept views of the queue, their own and shared ones',
  answer: SavedViewList,
  access: 'Reviewer',
  handle: ({ user }) => queueServices(user).views(),
});

export const POST = route({
  summary: 'Keep a view of the queue under a name',
  answer: SavedViewList,
  access: 'Reviewer',
  body: SaveViewInput,
  handle: ({ user, body }) => queueServices(user).saveView(body),
});
