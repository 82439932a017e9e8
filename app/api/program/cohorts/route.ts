import { CohortList, CohortView, NewCohortInput } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { cohortServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'The cohorts',
  answer: CohortList,
  access: 'ProgramManager',
  handle: ({ user }) => cohortServices(user).list(),
});

export const POST = route({
  summary: 'Creates a cohort',
  answer: CohortView,
  access: 'ProgramManager',
  body: NewCohortInput,
  handle: ({ body, user }) => cohortServices(user).create(body),
});
