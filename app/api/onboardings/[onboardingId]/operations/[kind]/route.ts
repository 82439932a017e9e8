import { OperationParams } from '#lib/onboarding/operations/contract.ts';
import { route } from '#lib/platform/route.ts';
import { operationServices } from '#lib/services/operations.ts';

export const GET = route({
  access: 'signed-in',
  params: OperationParams,
  handle: ({ user, params }) => operationServices(user).read(params.onboardingId, params.kind),
});
