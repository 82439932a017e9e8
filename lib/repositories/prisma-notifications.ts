import type { MailState, NotificationRecord, Notifications, Whose } from '#lib/notifications/ports.ts';
import { NOTIFICATION_KINDS, wholeChoice, type NotificationKind } from '#lib/rules/notification-kinds.ts';
import type { Database } from './database.ts';
import type { NotificationModel } from './generated/models.ts';
import { newestPage } from './pages.ts';
import { givenOnly, notFound } from './tenancy.ts';

const isKind = (kind: string): kind is NotificationKind => NOTIFICATION_KINDS.some((one) => one === kind);

/** What people are told, in PostgreSQL. Every statement names the one person whose it is. */
export function prismaNotifications(database: Database): Notifications {
  const table = database.notification;
  return {
    async list({ tenantId, personId }, page) {
      const { rows, next } = await newestPage('notifications', page, ({ older, ...first }) =>
        table.findMany({ where: { tenantId, personId, ...older }, ...first }),
      );
      return { rows: rows.map(notificationRecord), next };
    },
    countUnread: ({ tenantId, personId }, most) =>
      table.count({ where: { tenantId, personId, readAt: null }, take: most }),
    async markRead(whose, id) {
      const where = { id, tenantId: whose.tenantId, personId: whose.personId };
      if ((await table.count({ where })) === 0) throw notFound();
      await read(whose, { id });
    },
    markAllRead: (whose) => read(whose, {}),
    async choices({ tenantId, personId }) {
      const rows = await database.notificationChoice.findMany({ where: { tenantId, personId } });
      const known = rows.filter(({ kind }) => isKind(kind));
      return Object.fromEntries(known.map(({ kind, portal, mail }) => [kind, wholeChoice({ portal, mail })]));
    },
    async choose({ tenantId, personId }, choices) {
      await database.$transaction(
        choices.map(({ kind, ...choice }) => {
          const chosen = wholeChoice(choice);
          return database.notificationChoice.upsert({
            where: { tenantId_personId_kind: { tenantId, personId, kind } },
            create: { tenantId, personId, kind, ...chosen },
            update: chosen,
          });
        }),
      );
    },
  };

  async function read({ tenantId, personId }: Whose, which: { id?: string }): Promise<void> {
    await table.updateMany({ where: { ...which, tenantId, personId, readAt: null }, data: { readAt: new Date() } });
  }
}

function notificationRecord({
  id,
  kind,
  title,
  words,
  href,
  at,
  readAt,
  mailState,
}: NotificationModel): NotificationRecord {
  return {
    ...{ id, title, words, href, at },
    kind: kind as NotificationKind,
    mailState: mailState as MailState,
    ...givenOnly({ readAt }),
  };
}
