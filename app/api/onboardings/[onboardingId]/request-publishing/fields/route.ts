import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { SaveFieldsInput, SavedFields } from '#lib/onboarding/request-publishing/contract.ts';
import { route } from '#lib/platform/route.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { draftTag, matchDraft, publishingServices } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

type Save = {
  user: SignedIn;
  params: { onboardingId: string };
  body: SaveFieldsInput;
  matched: Awaited<ReturnType<typeof matchDraft>> | undefined;
};
const save = ({ user, params, body, matched }: Save) =>
  publishingServices(user).saveFields(params.onboardingId, body.changes, matched);

export const PATCH = route({
  summary: 'Saves fields of the draft, each over a known version',
  answer: SavedFields,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: SaveFieldsInput,
  match: matchDraft,
  handle: save,
  // The versions make it safe to do again; typing would fill the kept answers.
  again: save,
  tag: ({ step }) => draftTag(step),
});
