import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { draftTag, matchDraft, publishingServices } from '#lib/services/publishing.ts';

export const GET = route({
  summary: 'The publishing request and what it still lacks',
  answer: PublishingStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => publishingServices(user).readStep(params.onboardingId),
  tag: draftTag,
});

/** Hands in what is kept: the body says nothing, so that nothing unseen can come with it. */
export const POST = route({
  summary: 'Hands the request in',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  match: matchDraft,
  handle: ({ user, params, matched }) => publishingServices(user).submit(params.onboardingId, matched),
});
