import { route } from '#lib/platform/route.ts';
import { SavedViewList, ViewParams } from '#lib/review/queue/contract.ts';
import { queueServices } from '#lib/services/review-queue.ts';

export const DELETE = route({
  summary: 'Remove a kept view',
  answer: SavedViewList,
  access: 'Reviewer',
  params: ViewParams,
  handle: ({ user, params }) => queueServices(user).removeView(params.viewId),
});
