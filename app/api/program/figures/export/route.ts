import { ExportQuery } from '#lib/program/figures/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'The figures of the program, to be saved',
  answer: 'file',
  access: 'ProgramManager',
  query: ExportQuery,
  handle: ({ query }) => programServices().export(query),
});
