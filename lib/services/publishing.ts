import 'server-only';
import { answerFinding } from '#lib/onboarding/request-publishing/answer-finding.ts';
import type { AnswerFindingInput, FieldChangeInput, MoveInput } from '#lib/onboarding/request-publishing/contract.ts';
import { takeUpRequest, withdrawRequest } from '#lib/onboarding/request-publishing/move-request.ts';
import { prefillRequest } from '#lib/onboarding/request-publishing/prefill.ts';
import { readPublishingStep } from '#lib/onboarding/request-publishing/read-request.ts';
import { requestPublishing } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { saveFields } from '#lib/onboarding/request-publishing/save-fields.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/** Step 6 as this person. */
export function publishingServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const carrier = carrierOf(user);
  return {
    readStep: (onboardingId: string) => readPublishingStep(ports, { person, onboardingId }),
    saveFields: (onboardingId: string, changes: FieldChangeInput[]) =>
      saveFields(ports, { person, onboardingId, changes }),
    prefill: (onboardingId: string) => prefillRequest(ports, { person, onboardingId }),
    submit: (onboardingId: string) => requestPublishing(ports, { carrier, onboardingId }),
    withdraw: (onboardingId: string, move: MoveInput) => withdrawRequest(ports, { person, onboardingId, ...move }),
    takeUp: (onboardingId: string, move: MoveInput) => takeUpRequest(ports, { person, onboardingId, ...move }),
    answerFinding: (onboardingId: string, findingId: string, answer: AnswerFindingInput) =>
      answerFinding(ports, { person, onboardingId, findingId, ...answer }),
  };
}
