import { createHash, createHmac } from 'node:crypto';
import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import type { Mail, MailSender } from '#lib/platform/mail.ts';
import { oneLine } from '#lib/rules/one-line.ts';
import type { ConfirmationInContext, ContactConfirmations } from './ports.ts';

export const VALID_DAYS = 7;

export type MailPorts = {
  confirmations: ContactConfirmations;
  mail: MailSender;
  portalUrl: string;
  /** Known to the portal alone. From it the token of a request is made, so that a repeat mails the same link again. */
  tokenKey: string | Uint8Array;
  now?: () => Date;
};

/**
 * Mails the link to an address that was asked. Safe to run twice: the link and the id of the message are those of the first
 * time. A server that is away is an error, to be tried again; one that refuses the address is noted for the person.
 */
export async function mailContact(ports: MailPorts, confirmationId: string): Promise<void> {
  const { confirmations, mail, now = () => new Date() } = ports;
  const asked = await confirmations.getForPortal(confirmationId);
  if (!asked || asked.sentAt || asked.confirmedAt) return;
  const token = tokenOf(ports.tokenKey, asked);
  const expiresAt = addDays(now(), VALID_DAYS);
  const kept = { tokenHash: hashOf(token), expiresAt };
  // Asked anew meanwhile: another job mails the newer link, and the older one would not work.
  if (!(await confirmations.saveTokenHashForPortal(asked.id, asked.requestedAt, kept))) return;
  try {
    const sent = await mail.send(mailOf(ports, asked, token));
    if (sent.outcome === 'sent') await confirmations.saveSentForPortal(asked.id, asked.requestedAt, now());
    else await confirmations.saveProblemForPortal(asked.id, asked.requestedAt, sent.reason);
  } catch (error) {
    const words = error instanceof AppError ? error.message : 'The mail could not be sent.';
    await confirmations.saveProblemForPortal(asked.id, asked.requestedAt, `${words} It is tried again.`);
    throw error;
  }
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 bits that nobody without the key can guess, another one for every time the address is asked. */
function tokenOf(key: MailPorts['tokenKey'], { id, requestedAt }: ConfirmationInContext): string {
  return createHmac('sha256', key)
    .update(`contact-confirmation ${id} ${requestedAt.toISOString()}`)
    .digest('base64url');
}

function mailOf({ portalUrl }: MailPorts, asked: ConfirmationInContext, token: string): Mail {
  const [application, publisher, by] = [asked.application, asked.publisher, asked.requestedByName].map(oneLine);
  const { host } = new URL(portalUrl);
  return {
    to: asked.email,
    subject: `Confirm that you are a contact for ${application}`,
    messageId: `<${asked.id}.${asked.requestedAt.getTime()}@${host.replace(/:\d+$/, '')}>`,
    text: `Hello,

${by} of ${publisher} has named this address as a contact for the application ${application}, which is on its way into the
Microsoft Entra app gallery.

If that is right, open this link within ${VALID_DAYS} days and confirm it:

${portalUrl}/confirm-contact#${token}

If you do not know what this is about, you need not do anything: without your confirmation the address is not used.

Gallery Onboarding, ${portalUrl}
`,
  };
}
