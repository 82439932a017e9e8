import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { MoveInput } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: MoveInput,
  handle: ({ user, params, body }) => publishingServices(user).withdraw(params.onboardingId, body),
});
