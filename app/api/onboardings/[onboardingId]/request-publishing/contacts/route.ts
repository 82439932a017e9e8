import { ContactConfirmations } from '#lib/onboarding/request-contacts/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { contactServices } from '#lib/services/contacts.ts';

export const GET = route({
  summary: 'Which contacts have confirmed their address',
  answer: ContactConfirmations,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => contactServices(user).read(params.onboardingId),
});
