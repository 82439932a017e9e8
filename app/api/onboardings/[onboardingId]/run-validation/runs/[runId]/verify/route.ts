import { RunParams, RunView } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const POST = route({
  summary: 'Reads a run again at its source',
  answer: RunView,
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => validationServices(user).verifyRun(params),
});
