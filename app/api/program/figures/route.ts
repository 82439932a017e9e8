import { FiguresFilter, ProgramFigures } from '#lib/program/figures/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'The figures of the program, as last counted',
  answer: ProgramFigures,
  access: 'ProgramManager',
  query: FiguresFilter,
  handle: ({ query }) => programServices().figures(query),
});

/** Counts now, whatever was counted before. */
export const POST = route({
  summary: 'Counts the figures of the program now',
  answer: ProgramFigures,
  access: 'ProgramManager',
  body: FiguresFilter,
  handle: ({ body }) => programServices().count(body),
});
