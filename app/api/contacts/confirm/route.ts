import { ContactInvitation, ContactTokenInput } from '#lib/onboarding/request-contacts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { invitedContacts } from '#lib/services/contacts.ts';

export const POST = route({
  summary: 'Confirms the address of a contact, with the token of the mail',
  answer: ContactInvitation,
  access: 'public',
  body: ContactTokenInput,
  handle: ({ body }) => invitedContacts().confirm(body.token),
});
