import { DeployLogicAppInput } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { deploymentServices } from '#lib/services/deployment.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => deploymentServices(user).readStep(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: DeployLogicAppInput,
  handle: ({ user, params, body }) => deploymentServices(user).deploy(params.onboardingId, body),
});
