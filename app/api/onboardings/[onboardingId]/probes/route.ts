import { ProbeInput } from '#lib/onboarding/probe/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => probeServices(user).list(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ProbeInput,
  handle: ({ user, params, body }) => probeServices(user).start(params.onboardingId, body),
});
