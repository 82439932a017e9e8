import { ExportQuery } from '#lib/program/figures/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  access: 'ProgramManager',
  query: ExportQuery,
  handle: ({ query }) => programServices().export(query),
});
