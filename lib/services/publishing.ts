import 'server-only';
import type { PublishingDraft, PublishingRequest } from '#lib/onboarding/request-publishing/contract.ts';
import {
  readPublishingStep,
  requestPublishing,
  saveDraft,
} from '#lib/onboarding/request-publishing/request-publishing.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/** Step 6 as this person. */
export function publishingServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const carrier = carrierOf(user);
  return {
    readStep: (onboardingId: string) => readPublishingStep(ports, { person, onboardingId }),
    saveDraft: (onboardingId: string, input: { draft: PublishingDraft; version: number }) =>
      saveDraft(ports, { person, onboardingId, ...input }),
    submit: (onboardingId: string, request: PublishingRequest) =>
      requestPublishing(ports, { carrier, onboardingId, request }),
  };
}
