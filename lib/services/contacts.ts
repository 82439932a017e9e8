import 'server-only';
import { askContact, readConfirmations } from '#lib/onboarding/request-contacts/ask-contact.ts';
import { confirmContact, readInvitation } from '#lib/onboarding/request-contacts/confirm-contact.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { prismaContactConfirmations } from '#lib/repositories/prisma-contact-confirmations.ts';
import { prismaContactRequests } from '#lib/repositories/prisma-contact-requests.ts';
import { MAIL_CONTACT } from './contact-mail.ts';
import { foundation } from './foundation.ts';
import { sendingQueue } from './jobs.ts';
import { personOf, portsFor } from './user-ports.ts';

/** What the gate of a request needs to know of its contacts. */
export function contactStores() {
  const { config, database } = foundation();
  return { confirmations: prismaContactConfirmations(database), isMailSetUp: config.SMTP_URL !== undefined };
}

/** The contacts of a publishing request, as this person. */
export function contactServices(user: SignedIn) {
  const contactRequests = prismaContactRequests(foundation().database, async () => {
    const queue = await sendingQueue();
    return (mail, transaction) => queue.send(MAIL_CONTACT, mail, transaction);
  });
  const ports = { ...portsFor(user), ...contactStores(), contactRequests };
  const person = personOf(user);
  return {
    read: (onboardingId: string) => readConfirmations(ports, { person, onboardingId }),
    ask: (onboardingId: string, email: string) => askContact(ports, { person, onboardingId, email }),
  };
}

/** For whoever holds a mailed link. */
export function invitedContacts() {
  const ports = contactStores();
  return {
    read: (token: string) => readInvitation(ports, token),
    confirm: (token: string) => confirmContact(ports, token),
  };
}
