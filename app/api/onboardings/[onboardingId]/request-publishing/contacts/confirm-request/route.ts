import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { AskContactInput, ContactConfirmationView } from '#lib/onboarding/request-contacts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { contactServices } from '#lib/services/contacts.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Asks a contact by mail to confirm the address',
  answer: ContactConfirmationView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: AskContactInput,
  handle: ({ user, params, body }) => contactServices(user).ask(params.onboardingId, body.email),
});
