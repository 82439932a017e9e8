import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { deploymentServices } from '#lib/services/deployment.ts';

export const POST = route({
  summary: 'Takes back every role of the validation identity',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => deploymentServices(user).revoke(params.onboardingId),
});
