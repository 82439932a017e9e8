import { OperationParams, OperationView, ResumeInput } from '#lib/onboarding/operations/contract.ts';
import { route } from '#lib/platform/route.ts';
import { operationServices } from '#lib/services/operations.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Goes on with an operation where it stopped',
  answer: OperationView,
  access: 'signed-in',
  params: OperationParams,
  admit: mayOpen,
  body: ResumeInput,
  handle: ({ user, params, body }) => operationServices(user).resume(params.onboardingId, params.kind, body.credential),
});
