import 'server-only';
import { subDays } from 'date-fns';
import { z } from 'zod';
import { smtpMail } from '#lib/gateways/mail/smtp-mail.ts';
import { mailNotifications } from '#lib/notifications/mail-notifications.ts';
import { tellDeadlines } from '#lib/notifications/tell-deadlines.ts';
import { expireRequests } from '#lib/onboarding/request-publishing/expire-requests.ts';
import { PART_MS, type JobDefinition } from '#lib/operations/queue.ts';
import { prismaDeadlines } from '#lib/repositories/prisma-deadlines.ts';
import { prismaOutbox } from '#lib/repositories/prisma-outbox.ts';
import { foundation } from './foundation.ts';
import { programSettingsNow } from './settings.ts';

const MAIL_EVERY_SECONDS = 10;
const MAIL_AWAY_SECONDS = 60;
const DEADLINES_EVERY_SECONDS = 6 * 3_600;
const KEPT_DAYS = 180;

type Recurring = JobDefinition<Record<string, never>>;
const nothing = z.record(z.string(), z.never());

/** Mails what waits to be mailed, over and over. What waits stands in the rows themselves, written with what they tell of. */
export const MAIL_NOTIFICATIONS: Recurring = {
  name: 'mail-notifications',
  payload: nothing,
  keyOf: () => 'all',
  async handle() {
    const { config, database } = foundation();
    const { SMTP_URL: url, MAIL_FROM: from, PORTAL_URL: portalUrl } = config;
    const outbox = prismaOutbox(database);
    if (!url || !from) {
      // Mail that is set up later does not bring what nobody waits for any more.
      await outbox.dropForPortal();
      return { againInSeconds: MAIL_AWAY_SECONDS };
    }
    const until = new Date(Date.now() + PART_MS);
    const outcome = await mailNotifications({ outbox, mail: smtpMail({ url, from }), portalUrl }, { until });
    return { againInSeconds: outcome === 'away' ? MAIL_AWAY_SECONDS : MAIL_EVERY_SECONDS };
  },
};

/** Some times a day: reminds of requests and lets them expire, tells of what ends soon, and forgets what is old. */
export const KEEP_DEADLINES: Recurring = {
  name: 'keep-deadlines',
  payload: nothing,
  keyOf: () => 'all',
  async handle() {
    const { database, submissions } = foundation();
    const { validityDays, requestExpiryDays: expiryDays } = await programSettingsNow();
    const deadlines = prismaDeadlines(database);
    const expiring = expireRequests({ unanswered: deadlines, submissions, expiryDays });
    const until = new Date(Date.now() + PART_MS / 2);
    const forgetting = prismaOutbox(database).forgetForPortal(subDays(new Date(), KEPT_DAYS));
    // Each by itself: a request that cannot be moved must not keep everybody from being told.
    const done = await Promise.allSettled([
      expiring,
      tellDeadlines({ deadlines, validityDays }, { until }),
      forgetting,
    ]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    const areMore = done.some((one) => one.status === 'fulfilled' && one.value?.areMore);
    return { againInSeconds: areMore ? 0 : DEADLINES_EVERY_SECONDS };
  },
};
