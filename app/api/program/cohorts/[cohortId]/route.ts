import { ChangeCohortInput, CohortParams } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { cohortServices } from '#lib/services/program.ts';

export const PATCH = route({
  access: 'ProgramManager',
  params: CohortParams,
  body: ChangeCohortInput,
  handle: ({ params, body, user }) => cohortServices(user).change(params.cohortId, body),
});

export const DELETE = route({
  access: 'ProgramManager',
  params: CohortParams,
  handle: ({ params, user }) => cohortServices(user).remove(params.cohortId),
});
