import { ContactInvitation, ContactTokenInput } from '#lib/onboarding/request-contacts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { invitedContacts } from '#lib/services/contacts.ts';

export const POST = route({
  summary: 'What a contact is asked to confirm, by the token of the mail',
  answer: ContactInvitation,
  access: 'public',
  body: ContactTokenInput,
  handle: ({ body }) => invitedContacts().read(body.token),
});
