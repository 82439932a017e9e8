import { route } from '#lib/platform/route.ts';
import { Assigned, AssignInput } from '#lib/review/queue/contract.ts';
import { queueServices } from '#lib/services/review-queue.ts';

export const POST = route({
  summary: 'Give submissions to a reviewer, or to nobody',
  answer: Assigned,
  access: 'Reviewer',
  body: AssignInput,
  handle: ({ user, body }) => queueServices(user).assign(body),
});
