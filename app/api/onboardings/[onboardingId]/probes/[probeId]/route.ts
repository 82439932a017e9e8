import { ProbeParams, ProbeView, SinceQuery } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'A probe with its results',
  answer: ProbeView,
  access: 'signed-in',
  params: ProbeParams,
  admit: mayOpen,
  query: SinceQuery,
  handle: ({ user, params, query }) => probeServices(user).read({ ...params, ...query }),
});
