import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { SaveFieldsInput, SavedFields } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import { draftTag, matchDraft, publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const PATCH = route({
  summary: 'Saves fields of the draft, each over a known version',
  answer: SavedFields,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: SaveFieldsInput,
  match: matchDraft,
  handle: ({ user, params, body }) => publishingServices(user).saveFields(params.onboardingId, body.changes),
  tag: ({ step }) => draftTag(step),
});
