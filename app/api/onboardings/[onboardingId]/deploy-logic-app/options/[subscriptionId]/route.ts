import { SubscriptionOptions, SubscriptionParams } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { route } from '#lib/platform/route.ts';
import { deploymentServices } from '#lib/services/deployment.ts';

export const GET = route({
  summary: 'Resource groups and regions of a subscription',
  answer: SubscriptionOptions,
  access: 'signed-in',
  params: SubscriptionParams,
  handle: ({ user, params }) =>
    deploymentServices(user).subscriptionOptions(params.onboardingId, params.subscriptionId),
});
