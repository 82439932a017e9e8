import { ProbeParams } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';

export const POST = route({
  summary: 'Stops a probe',
  answer: 'nothing',
  access: 'signed-in',
  params: ProbeParams,
  handle: ({ user, params }) => probeServices(user).stop(params),
});
