import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { ConnectionInput, ProvisioningStep } from '#lib/onboarding/configure-provisioning/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The provisioning job with its mappings and state',
  answer: ProvisioningStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).readProvisioningStep(params.onboardingId),
});

export const POST = route({
  summary: 'Saves the connection and starts provisioning',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ConnectionInput,
  handle: ({ user, params, body }) => preparationServices(user).configureProvisioning(params.onboardingId, body),
});
