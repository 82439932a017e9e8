import { FiguresFilter } from '#lib/program/figures/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  access: 'ProgramManager',
  query: FiguresFilter,
  handle: ({ query }) => programServices().figures(query),
});

/** Counts now, whatever was counted before. */
export const POST = route({
  access: 'ProgramManager',
  body: FiguresFilter,
  handle: ({ body }) => programServices().count(body),
});
