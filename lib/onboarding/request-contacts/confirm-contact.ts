import type { ContactInvitation } from './contract.ts';
import { hashOf } from './mail-contact.ts';
import type { ConfirmationInContext, ContactConfirmations } from './ports.ts';

type Ports = { confirmations: ContactConfirmations; now?: () => Date };

/** What a mailed link is for, before anything is confirmed. Whoever holds the token needs no sign-in. */
export async function readInvitation(ports: Ports, token: string): Promise<ContactInvitation> {
  return invitation(await valid(ports, token));
}

/** Confirms the address a link was mailed to. Pressed again it answers the same. */
export async function confirmContact(ports: Ports, token: string): Promise<ContactInvitation> {
  const { confirmations, now = () => new Date() } = ports;
  const asked = await valid(ports, token);
  if (!asked || asked.confirmedAt) return invitation(asked);
  const confirmedAt = now();
  await confirmations.confirm(asked.id, confirmedAt);
  return invitation({ ...asked, confirmedAt });
}

/** The answer does not tell a link that has run out from one that never was. */
async function valid({ confirmations, now = () => new Date() }: Ports, token: string) {
  const asked = await confirmations.findByTokenHash(hashOf(token));
  if (!asked) return undefined;
  return asked.confirmedAt || (asked.expiresAt && asked.expiresAt > now()) ? asked : undefined;
}

function invitation(asked: ConfirmationInContext | undefined): ContactInvitation {
  if (!asked) return { state: 'invalid' };
  const { email, application, publisher, requestedByName, confirmedAt } = asked;
  const state = confirmedAt ? 'confirmed' : 'open';
  return { state, email, application, publisher, requestedByName, confirmedAt: confirmedAt?.toISOString() };
}
