import 'server-only';
import type { KindChoice } from '#lib/notifications/contract.ts';
import { choose, countUnread, markRead, readChoices, readNotifications } from '#lib/notifications/notifications.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { foundation } from './foundation.ts';

/** What this person is told, and what of it they want. */
export function notificationServices({ tenantId, objectId, username, roles }: SignedIn) {
  const { config, notifications } = foundation();
  const ports = { notifications, isMailSetUp: config.SMTP_URL !== undefined };
  const person = { tenantId, objectId, username, roles };
  return {
    read: (after?: string) => readNotifications(ports, { person, after }),
    unread: () => countUnread(ports, person),
    markRead: (notificationId?: string) => markRead(ports, { person, notificationId }),
    choices: () => readChoices(ports, person),
    choose: (choices: KindChoice[]) => choose(ports, { person, choices }),
  };
}
