import { RunActions, RunParams } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  summary: 'The actions of a run',
  answer: RunActions,
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => validationServices(user).readActions(params),
});
