import { RunParams } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => validationServices(user).readRun(params),
});
