import { ComparisonExportQuery, ComparisonParams } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'Two cohorts side by side, to be saved',
  answer: 'file',
  access: 'ProgramManager',
  params: ComparisonParams,
  query: ComparisonExportQuery,
  handle: ({ params: { cohortId: one, otherId: other }, query: { time, format } }) =>
    programServices().exportComparison({ one, other, time }, format),
});
