import { RunParams, RunView } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  summary: 'A run with its verdict',
  answer: RunView,
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => validationServices(user).readRun(params),
});
