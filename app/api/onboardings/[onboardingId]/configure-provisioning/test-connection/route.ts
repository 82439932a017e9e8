import { ConnectionInput, ConnectionResult } from '#lib/onboarding/configure-provisioning/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Lets Entra try the connection',
  answer: ConnectionResult,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ConnectionInput,
  handle: ({ user, params, body }) => preparationServices(user).testConnection(params.onboardingId, body),
});
