import { subDays, subMinutes } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import type { Mail, MailSender } from '#lib/platform/mail.ts';
import type { Outbox, OutgoingMail } from './ports.ts';

/** A mail that was taken so long ago is not being sent any more: its worker is gone. */
const LOST_AFTER_MINUTES = 10;
/** After that the news is old. */
const WAITS_AT_MOST_DAYS = 2;

export type MailPorts = { outbox: Outbox; mail: MailSender; portalUrl: string; now?: () => Date };

/**
 * Sends what waits, one after another, until nothing does or the time is up. A mail is taken before it is sent and never
 * sent again after that, unless the server surely has not got it: of a mail that was being sent when its worker was lost
 * nobody knows whether it left, so it fails. Its copy is in the portal. `away`: the server takes nothing just now.
 */
export async function mailNotifications(ports: MailPorts, { until }: { until: Date }): Promise<'done' | 'away'> {
  const { outbox, now = () => new Date() } = ports;
  const before = {
    takenBefore: subMinutes(now(), LOST_AFTER_MINUTES),
    waitingSince: subDays(now(), WAITS_AT_MOST_DAYS),
  };
  await outbox.giveUpForPortal(before);
  while (now() < until) {
    const taken = await outbox.claimForPortal(now());
    if (!taken) return 'done';
    if ((await send(ports, taken, now)) === 'away') return 'away';
  }
  return 'done';
}

async function send(
  { outbox, mail, portalUrl }: MailPorts,
  taken: OutgoingMail,
  now: () => Date,
): Promise<'on' | 'away'> {
  try {
    const sent = await mail.send(mailOf(taken, portalUrl));
    if (sent.outcome === 'sent') await outbox.saveSentForPortal(taken.id, now());
    else await outbox.saveFailedForPortal(taken.id, sent.reason);
    return 'on';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isOfThisMail = error.details.isOfThisMail === true;
    if (error.details.isUnsent === true)
      // One that is not taken just now must not keep the others waiting.
      await outbox.giveBackForPortal(taken.id, `${error.message} It is tried again.`, isOfThisMail ? now() : undefined);
    else await outbox.saveFailedForPortal(taken.id, `${error.message} Whether it arrived is not known.`);
    return isOfThisMail ? 'on' : 'away';
  }
}

function mailOf({ id, to, title, words, href }: OutgoingMail, portalUrl: string): Mail {
  const { host } = new URL(portalUrl);
  return {
    to,
    subject: title,
    messageId: `<notification.${id}@${host.replace(/:\d+$/, '')}>`,
    text: `${title}

${words}

${portalUrl}${href}

You get this mail because you chose it, or have not chosen yet. Choose what is mailed to you: ${portalUrl}/notifications

Gallery Onboarding, ${portalUrl}
`,
  };
}
