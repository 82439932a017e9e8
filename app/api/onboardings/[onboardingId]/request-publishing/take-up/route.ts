import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { MoveInput, PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { draftTag, matchDraft, publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const POST = route({
  summary: 'Opens a request that was taken back',
  answer: PublishingStep,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: MoveInput,
  match: matchDraft,
  handle: ({ user, params, body }) => publishingServices(user).takeUp(params.onboardingId, body),
  tag: draftTag,
});
