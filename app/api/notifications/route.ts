import { NotificationsPage } from '#lib/notifications/contract.ts';
import { PageQuery } from '#lib/platform/page-query.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const GET = route({
  summary: 'What you were told, page by page',
  answer: NotificationsPage,
  access: 'signed-in',
  query: PageQuery,
  handle: ({ user, query }) => notificationServices(user).read(query.after),
});
