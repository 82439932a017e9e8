import { addMinutes } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { isEditable, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { ContactConfirmations as Confirmations, ContactConfirmationView } from './contract.ts';
import type { ConfirmationRecord, ContactConfirmations, ContactRequests } from './ports.ts';

export type ContactPorts = AccessPorts & {
  confirmations: ContactConfirmations;
  contactRequests: ContactRequests;
  isMailSetUp: boolean;
  now?: () => Date;
};
type Ask = { person: Person; onboardingId: string };

const AGAIN_AFTER_MINUTES = 1;
/** Whoever gets the mails may not know the vendor: a mail that has left is not followed by another at once. */
const AGAIN_AFTER_A_MAIL_MINUTES = 10;
/** Addresses are typed by people: nobody may use the portal to write to everybody. */
export const MOST_ADDRESSES_AN_HOUR = 10;

/** Asks an address by mail whether it is theirs. Asked again within ten minutes of a mail, or when it is confirmed, nothing is sent. */
export async function askContact(
  ports: ContactPorts,
  { email, ...ask }: Ask & { email: string },
): Promise<ContactConfirmationView> {
  const { tenantId, id: onboardingId } = await openOnboarding(ports, ask);
  const { now = () => new Date() } = ports;
  const asked = { email, by: ask.person };
  const { confirmation } = await ports.contactRequests.request({ tenantId, onboardingId }, asked, (there) => {
    refuseUnless(ports, there);
    const { earlier } = there;
    return earlier && (earlier.confirmedAt || againAt(earlier) > now()) ? 'skip' : 'ask';
  });
  return confirmationView(confirmation, now());
}

function refuseUnless(
  { isMailSetUp }: ContactPorts,
  { status, earlier, recentlyAsked }: { status: string; earlier?: ConfirmationRecord; recentlyAsked: number },
): void {
  if (!isEditable(status as SubmissionStatus)) {
    throw new AppError('conflict', 'The request is with the reviewers and can no longer be changed.');
  }
  if (!isMailSetUp) {
    throw new AppError(
      'conflict',
      'This portal has no mail server, so addresses cannot be confirmed. They need not be.',
    );
  }
  if (!earlier && recentlyAsked >= MOST_ADDRESSES_AN_HOUR) {
    throw new AppError('too-many-requests', 'Many addresses were asked within an hour. Try again later.');
  }
}

/** How it stands with each address that was asked, for the page and for the gate. */
export async function readConfirmations(ports: ContactPorts, ask: Ask): Promise<Confirmations> {
  const { tenantId, id: onboardingId } = await openOnboarding(ports, ask);
  return confirmationsOf(ports, { tenantId, onboardingId });
}

/** The same for callers that have asked who may see it. */
export async function confirmationsOf(
  { confirmations, isMailSetUp, now = () => new Date() }: Pick<ContactPorts, 'confirmations' | 'isMailSetUp' | 'now'>,
  of: { tenantId: string; onboardingId: string },
): Promise<Confirmations> {
  const rows = await confirmations.list(of);
  return { isMailSetUp, confirmations: rows.map((row) => confirmationView(row, now())) };
}

/** For reviewers: of the addresses that were handed in. */
export async function confirmationsForOperator(
  { confirmations, isMailSetUp, now = () => new Date() }: Pick<ContactPorts, 'confirmations' | 'isMailSetUp' | 'now'>,
  { submissionId, emails }: { submissionId: string; emails: string[] },
): Promise<Confirmations> {
  const rows = await confirmations.listForOperator(submissionId);
  const handedIn = rows.filter(({ email }) => emails.includes(email));
  return { isMailSetUp, confirmations: handedIn.map((row) => confirmationView(row, now())) };
}

const againAt = ({ requestedAt, sentAt }: ConfirmationRecord): Date =>
  addMinutes(requestedAt, sentAt ? AGAIN_AFTER_A_MAIL_MINUTES : AGAIN_AFTER_MINUTES);

export function confirmationView(record: ConfirmationRecord, now: Date): ContactConfirmationView {
  const { email, requestedAt, requestedByName, sentAt, expiresAt, confirmedAt, problem } = record;
  return {
    ...{ email, requestedByName, problem, state: stateOf(record, now) },
    requestedAt: requestedAt.toISOString(),
    sentAt: sentAt?.toISOString(),
    expiresAt: sentAt && expiresAt?.toISOString(),
    confirmedAt: confirmedAt?.toISOString(),
    againAt: againAt(record).toISOString(),
  };
}

function stateOf({ confirmedAt, sentAt, expiresAt, problem }: ConfirmationRecord, now: Date) {
  if (confirmedAt) return 'confirmed';
  if (sentAt) return expiresAt && expiresAt < now ? 'expired' : 'sent';
  return problem ? 'failed' : 'sending';
}
