import 'server-only';
import { answerFinding } from '#lib/onboarding/request-publishing/answer-finding.ts';
import type { AnswerFindingInput, FieldChangeInput, MoveInput } from '#lib/onboarding/request-publishing/contract.ts';
import { refuseChangedSince, refuseStale } from '#lib/onboarding/request-publishing/draft-tag.ts';
import type { RefuseChanged } from '#lib/onboarding/request-publishing/ports.ts';
import { takeUpRequest, withdrawRequest } from '#lib/onboarding/request-publishing/move-request.ts';
import { prefillRequest } from '#lib/onboarding/request-publishing/prefill.ts';
import { readPublishingStep } from '#lib/onboarding/request-publishing/read-request.ts';
import { requestPublishing } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { saveFields } from '#lib/onboarding/request-publishing/save-fields.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { withSettings } from './settings.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/**
 * For writes to a request that name the state they are meant for. Answers with the same question for the transaction that
 * writes: of two that come through here at once, one is refused there.
 */
export async function matchDraft({
  user,
  params: { onboardingId },
  tags,
}: {
  user: SignedIn;
  params: { onboardingId: string };
  tags: string[];
}): Promise<RefuseChanged> {
  const step = await publishingServices(user).readStep(onboardingId);
  refuseStale(step, tags);
  return (now) => {
    if (!tags.includes('*')) refuseChangedSince(step, now);
  };
}

export { draftTag } from '#lib/onboarding/request-publishing/draft-tag.ts';

/** Step 6 as this person. */
export function publishingServices(user: SignedIn) {
  const ports = () => withSettings(portsFor(user));
  const person = personOf(user);
  const carrier = carrierOf(user);
  return {
    readStep: async (onboardingId: string) => readPublishingStep(await ports(), { person, onboardingId }),
    saveFields: async (onboardingId: string, changes: FieldChangeInput[], refuseChanged?: RefuseChanged) =>
      saveFields(await ports(), { person, onboardingId, changes, refuseChanged }),
    prefill: async (onboardingId: string, refuseChanged?: RefuseChanged) =>
      prefillRequest(await ports(), { person, onboardingId, refuseChanged }),
    submit: async (onboardingId: string, refuseChanged?: RefuseChanged) =>
      requestPublishing(await ports(), { carrier, onboardingId, refuseChanged }),
    withdraw: async (onboardingId: string, move: MoveInput) =>
      withdrawRequest(await ports(), { person, onboardingId, ...move }),
    takeUp: async (onboardingId: string, move: MoveInput) =>
      takeUpRequest(await ports(), { person, onboardingId, ...move }),
    answerFinding: async (onboardingId: string, findingId: string, answer: AnswerFindingInput) =>
      answerFinding(await ports(), { person, onboardingId, findingId, ...answer }),
  };
}
