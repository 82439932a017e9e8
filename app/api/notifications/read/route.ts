import { Unread } from '#lib/notifications/contract.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const POST = route({
  summary: 'Marks all that you were told as read',
  answer: Unread,
  access: 'signed-in',
  handle: ({ user }) => notificationServices(user).markRead(),
});
