import { ActionContent, ActionParams, ActionQuery } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen } from '#lib/services/record.ts';
import { validationServices } from '#lib/services/validation.ts';

export const GET = route({
  summary: 'Inputs and outputs of an action, secrets masked',
  answer: ActionContent,
  access: 'signed-in',
  params: ActionParams,
  admit: mayOpen,
  query: ActionQuery,
  handle: ({ user, params, query }) => validationServices(user).readActionContent({ ...params, ...query }),
});
