import { Comparison, ComparisonParams, ComparisonQuery } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'Two cohorts side by side',
  answer: Comparison,
  access: 'ProgramManager',
  params: ComparisonParams,
  query: ComparisonQuery,
  handle: ({ params: { cohortId: one, otherId: other }, query }) => programServices().compare({ one, other, ...query }),
});
