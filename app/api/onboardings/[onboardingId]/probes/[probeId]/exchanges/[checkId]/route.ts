import { CheckParams } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';

export const GET = route({
  access: 'signed-in',
  params: CheckParams,
  handle: ({ user, params }) => probeServices(user).exchanges(params),
});
