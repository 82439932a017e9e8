import { DeploymentOptions } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { deploymentServices } from '#lib/services/deployment.ts';

export const GET = route({
  summary: 'Subscriptions and templates to choose from',
  answer: DeploymentOptions,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => deploymentServices(user).options(params.onboardingId),
});
