import { ProgramPage, ProgramQuery } from '#lib/program/onboardings/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'Where onboardings stand, a page at a time',
  answer: ProgramPage,
  access: 'ProgramManager',
  query: ProgramQuery,
  handle: ({ query }) => programServices().onboardings(query),
});
