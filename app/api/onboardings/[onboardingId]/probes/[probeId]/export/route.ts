import { ExportFile, ExportQuery, ProbeParams } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'A probe as JSON, HAR or report',
  answer: ExportFile,
  access: 'signed-in',
  params: ProbeParams,
  admit: mayOpen,
  query: ExportQuery,
  handle: ({ user, params, query }) => probeServices(user).export({ ...params, ...query }),
});
