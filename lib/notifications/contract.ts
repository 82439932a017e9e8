import { z } from 'zod';
import { PageEnd } from '#lib/platform/page-query.ts';
import { NOTIFICATION_KINDS } from '#lib/rules/notification-kinds.ts';

export const NOTIFICATIONS_PAGE = 30;
/** More are not counted: nobody reads so large a number. */
export const UNREAD_AT_MOST = 100;

export const NotificationView = z.object({
  id: z.uuid(),
  kind: z.enum(NOTIFICATION_KINDS),
  title: z.string(),
  words: z.string(),
  /** A path of the portal. */
  href: z.string(),
  at: z.iso.datetime(),
  isRead: z.boolean(),
});
export type NotificationView = z.infer<typeof NotificationView>;

export const NotificationsPage = PageEnd.extend({ notifications: z.array(NotificationView) });
export type NotificationsPage = z.infer<typeof NotificationsPage>;

export const Unread = z.object({
  count: z.number().int(),
  isMoreThanCounted: z.boolean(),
});
export type Unread = z.infer<typeof Unread>;
export const NotificationParams = z.object({ notificationId: z.uuid() });

export const KindChoice = z.object({ kind: z.enum(NOTIFICATION_KINDS), portal: z.boolean(), mail: z.boolean() });
export type KindChoice = z.infer<typeof KindChoice>;
/** Mail without its copy in the portal cannot be chosen: who chooses the mail gets both. */
export const ChooseInput = z.object({ choices: z.array(KindChoice).min(1).max(NOTIFICATION_KINDS.length) });
export const Choices = z.object({
  /** Of what the person can be told. */
  choices: z.array(KindChoice),
  /** Without it nothing is mailed, whatever is chosen. */
  isMailSetUp: z.boolean(),
  /** Where mail goes: the name of the account they sign in with. */
  mailTo: z.string(),
});
export type Choices = z.infer<typeof Choices>;
