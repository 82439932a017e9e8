import { OperationParams, OperationView } from '#lib/onboarding/operations/contract.ts';
import { route } from '#lib/platform/route.ts';
import { operationServices } from '#lib/services/operations.ts';

export const GET = route({
  summary: 'The newest operation of a kind, with its steps',
  answer: OperationView,
  access: 'signed-in',
  params: OperationParams,
  handle: ({ user, params }) => operationServices(user).read(params.onboardingId, params.kind),
});
