import 'server-only';
import { z } from 'zod';
import { smtpMail } from '#lib/gateways/mail/smtp-mail.ts';
import { mailContact } from '#lib/onboarding/request-contacts/mail-contact.ts';
import type { JobDefinition } from '#lib/operations/queue.ts';
import { portalKey } from '#lib/platform/config.ts';
import { prismaContactConfirmations } from '#lib/repositories/prisma-contact-confirmations.ts';
import { foundation } from './foundation.ts';

/** Mails one contact the link that confirms the address. */
export const MAIL_CONTACT: JobDefinition<{ confirmationId: string }> = {
  name: 'mail-contact',
  payload: z.object({ confirmationId: z.uuid() }),
  keyOf: ({ confirmationId }) => confirmationId,
  async handle({ confirmationId }) {
    const { config, database } = foundation();
    const { SMTP_URL: url, MAIL_FROM: from, PORTAL_URL: portalUrl } = config;
    // Mail was switched off since: there is nothing to send it with.
    if (!url || !from) return undefined;
    const tokenKey = portalKey(config, 'contact-confirmation');
    const confirmations = prismaContactConfirmations(database);
    await mailContact({ confirmations, mail: smtpMail({ url, from }), portalUrl, tokenKey }, confirmationId);
    return undefined;
  },
};
