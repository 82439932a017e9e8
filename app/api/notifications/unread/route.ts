import { Unread } from '#lib/notifications/contract.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const GET = route({
  summary: 'How much of it you have not read',
  answer: Unread,
  access: 'signed-in',
  handle: ({ user }) => notificationServices(user).unread(),
});
