import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { DeployLogicAppInput, LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { deploymentServices } from '#lib/services/deployment.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The Logic App and its roles',
  answer: LogicAppStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => deploymentServices(user).readStep(params.onboardingId),
});

export const POST = route({
  summary: 'Deploys the Logic App and grants its roles',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: DeployLogicAppInput,
  handle: ({ user, params, body }) => deploymentServices(user).deploy(params.onboardingId, body),
});
