import { CheckExchanges, CheckParams } from '#lib/onboarding/probe/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';

export const GET = route({
  summary: 'Requests and answers of one check, secrets masked',
  answer: CheckExchanges,
  access: 'signed-in',
  params: CheckParams,
  handle: ({ user, params }) => probeServices(user).exchanges(params),
});
