import { NotificationParams, Unread } from '#lib/notifications/contract.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const POST = route({
  summary: 'Marks one as read',
  answer: Unread,
  access: 'signed-in',
  params: NotificationParams,
  handle: ({ user, params }) => notificationServices(user).markRead(params.notificationId),
});
