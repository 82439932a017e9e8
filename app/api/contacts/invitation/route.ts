import { ContactTokenInput } from '#lib/onboarding/request-contacts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { invitedContacts } from '#lib/services/contacts.ts';

export const POST = route({
  access: 'public',
  body: ContactTokenInput,
  handle: ({ body }) => invitedContacts().read(body.token),
});
