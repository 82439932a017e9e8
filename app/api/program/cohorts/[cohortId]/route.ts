import { ChangeCohortInput, CohortParams, CohortView } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { cohortServices } from '#lib/services/program.ts';

export const PATCH = route({
  summary: 'Renames a cohort, adds tenants or takes them out',
  answer: CohortView,
  access: 'ProgramManager',
  params: CohortParams,
  body: ChangeCohortInput,
  handle: ({ params, body, user }) => cohortServices(user).change(params.cohortId, body),
});

export const DELETE = route({
  summary: 'Removes a cohort',
  answer: 'nothing',
  access: 'ProgramManager',
  params: CohortParams,
  handle: ({ params, user }) => cohortServices(user).remove(params.cohortId),
});
