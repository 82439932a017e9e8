import { SavedFields } from '#lib/onboarding/request-publishing/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { draftTag, matchDraft, publishingServices } from '#lib/services/publishing.ts';

export const POST = route({
  summary: 'Fills in what is known, with its sources',
  answer: SavedFields,
  access: 'signed-in',
  params: OnboardingParams,
  match: matchDraft,
  handle: ({ user, params, matched }) => publishingServices(user).prefill(params.onboardingId, matched),
  tag: ({ step }) => draftTag(step),
});
