import { defaultChoice, kindsFor } from '#lib/rules/notification-kinds.ts';
import {
  NOTIFICATIONS_PAGE,
  UNREAD_AT_MOST,
  type Choices,
  type KindChoice,
  type NotificationsPage,
  type Unread,
} from './contract.ts';
import type { NotificationRecord, Notifications, Whose } from './ports.ts';

type Ports = { notifications: Notifications; isMailSetUp: boolean };
type Reader = { tenantId: string; objectId: string; username: string; roles: readonly string[] };
const whoseOf = ({ tenantId, objectId }: Reader): Whose => ({ tenantId, personId: objectId });

/** What this person was told, newest first. */
export async function readNotifications(
  { notifications }: Ports,
  { person, after }: { person: Reader; after?: string | undefined },
): Promise<NotificationsPage> {
  const asked = { limit: NOTIFICATIONS_PAGE, ...(after === undefined ? {} : { after }) };
  const { rows, next } = await notifications.list(whoseOf(person), asked);
  return { notifications: rows.map(view), next };
}

const view = ({ id, kind, title, words, href, at, readAt }: NotificationRecord) => ({
  ...{ id, kind, title, words, href },
  at: at.toISOString(),
  isRead: readAt !== undefined,
});

export async function countUnread({ notifications }: Ports, person: Reader): Promise<Unread> {
  const count = await notifications.countUnread(whoseOf(person), UNREAD_AT_MOST);
  return { count: Math.min(count, UNREAD_AT_MOST - 1), isMoreThanCounted: count === UNREAD_AT_MOST };
}

/** One, or all of this person’s. */
export async function markRead(
  ports: Ports,
  { person, notificationId }: { person: Reader; notificationId?: string },
): Promise<Unread> {
  const whose = whoseOf(person);
  if (notificationId === undefined) await ports.notifications.markAllRead(whose);
  else await ports.notifications.markRead(whose, notificationId);
  return countUnread(ports, person);
}

/** What of the things that this person can be told of they want, and how. */
export async function readChoices({ notifications, isMailSetUp }: Ports, person: Reader): Promise<Choices> {
  const chosen = await notifications.choices(whoseOf(person));
  const choices = kindsFor(person.roles).map((kind) => ({ kind, ...(chosen[kind] ?? defaultChoice(kind)) }));
  return { choices, isMailSetUp, mailTo: person.username };
}

/** Those that are named; the others stay as they are. */
export async function choose(
  ports: Ports,
  { person, choices }: { person: Reader; choices: readonly KindChoice[] },
): Promise<Choices> {
  await ports.notifications.choose(whoseOf(person), choices);
  return readChoices(ports, person);
}
