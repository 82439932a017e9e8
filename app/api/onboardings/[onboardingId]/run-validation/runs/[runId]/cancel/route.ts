import { RunParams, RunView } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const POST = route({
  summary: 'Cancels a run',
  answer: RunView,
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => validationServices(user).cancelRun(params),
});
