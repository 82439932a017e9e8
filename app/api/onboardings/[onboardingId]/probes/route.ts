import { ProbeInput, ProbeList, ProbeView } from '#lib/onboarding/probe/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { probeServices } from '#lib/services/probes.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The probes of this onboarding',
  answer: ProbeList,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => probeServices(user).list(params.onboardingId),
});

export const POST = route({
  summary: 'Starts a probe of the SCIM endpoint',
  answer: ProbeView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: ProbeInput,
  handle: ({ user, params, body }) => probeServices(user).start(params.onboardingId, body),
});
