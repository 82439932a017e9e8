import { ConnectionInput } from '#lib/onboarding/configure-provisioning/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).readProvisioningStep(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ConnectionInput,
  handle: ({ user, params, body }) => preparationServices(user).configureProvisioning(params.onboardingId, body),
});
