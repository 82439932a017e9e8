import { NotificationsPage, NotificationsQuery } from '#lib/notifications/contract.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const GET = route({
  summary: 'What you were told, page by page',
  answer: NotificationsPage,
  access: 'signed-in',
  query: NotificationsQuery,
  handle: ({ user, query }) => notificationServices(user).read(query.after),
});
