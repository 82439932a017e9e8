import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
import { assignSubmissions, listReviewers } from '#lib/review/queue/assign.ts';
import type { AssignInput, QueueQuery, SaveViewInput } from '#lib/review/queue/contract.ts';
import { readQueue } from '#lib/review/queue/read-queue.ts';
import { listViews, removeView, saveView } from '#lib/review/queue/views.ts';
import { foundation } from './foundation.ts';
import { withSettings } from './settings.ts';
import { personOf } from './user-ports.ts';

/** The reviewers’ queue, as this reviewer. */
export function queueServices(user: SignedIn) {
  const { queue, people, views } = foundation();
  const ports = { queue, people, views };
  const person = personOf(user);
  return {
    read: async (query: QueueQuery) => readQueue(await withSettings(ports), { person, query }),
    reviewers: () => listReviewers(ports, { person }),
    assign: (input: AssignInput) => assignSubmissions(ports, { person, ...input }),
    views: () => listViews(ports, { person }),
    saveView: (view: SaveViewInput) => saveView(ports, { person, ...view }),
    removeView: (viewId: string) => removeView(ports, { person, viewId }),
  };
}
