import { z } from 'zod';
import type { MailState, NotificationRecord, Notifications, Whose } from '#lib/notifications/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import { NOTIFICATION_KINDS, wholeChoice, type NotificationKind } from '#lib/rules/notification-kinds.ts';
import type { Database } from './database.ts';
import type { NotificationModel } from './generated/models.ts';
import { givenOnly, notFound } from './tenancy.ts';

const NEWEST_FIRST = [{ at: 'desc' }, { id: 'desc' }] as const;
const isKind = (kind: string): kind is NotificationKind => NOTIFICATION_KINDS.some((one) => one === kind);

/** What people are told, in PostgreSQL. Every statement names the one person whose it is. */
export function prismaNotifications(database: Database): Notifications {
  const table = database.notification;
  return {
    async list({ tenantId, personId }, { after, limit }) {
      const where = { tenantId, personId, ...(after === undefined ? {} : olderThan(after)) };
      const found = await table.findMany({ where, orderBy: [...NEWEST_FIRST], take: limit + 1 });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { rows: rows.map(notificationRecord), ...(last ? { next: markOf(last) } : {}) };
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

const Mark = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page ended, for the next one. */
const markOf = ({ at, id }: NotificationModel): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

function olderThan(mark: string) {
  const [time, id] = readMark(mark);
  const at = new Date(time);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

function readMark(text: string): z.infer<typeof Mark> {
  try {
    return Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    const words = 'This page of the notifications does not exist.';
    throw new AppError('invalid-input', words, { field: 'after' }, { cause: error });
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
