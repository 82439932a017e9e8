import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { PublishingRequest } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => publishingServices(user).readStep(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: PublishingRequest,
  handle: ({ user, params, body }) => publishingServices(user).submit(params.onboardingId, body),
});
