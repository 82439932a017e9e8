import { CleanUpProbeInput, ProbeParams, ProbeView } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Removes what a probe left behind',
  answer: ProbeView,
  access: 'signed-in',
  params: ProbeParams,
  admit: mayOpen,
  body: CleanUpProbeInput,
  handle: ({ user, params, body }) => probeServices(user).cleanUp({ ...params, ...body }),
});
