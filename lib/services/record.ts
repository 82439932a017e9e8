import 'server-only';
import type { z } from 'zod';
import type { Step } from '#lib/journey/steps.ts';
import { openOnboarding, openOnboardings } from '#lib/onboarding/access.ts';
import type { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { giveFeedback } from '#lib/onboarding/feedback/give-feedback.ts';
import { addMember } from '#lib/onboarding/record/add-member.ts';
import { completeStep } from '#lib/onboarding/record/complete-step.ts';
import type { OnboardingList, OnboardingsQuery, OnboardingView } from '#lib/onboarding/record/contract.ts';
import { onboardingView } from '#lib/onboarding/record/onboarding-view.ts';
import type { OnboardingRecord } from '#lib/onboarding/record/ports.ts';
import { startOnboarding } from '#lib/onboarding/record/start-onboarding.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { programSettingsNow, withSettings } from './settings.ts';
import { personOf, portsFor } from './user-ports.ts';

/** For routes below an onboarding: throws for whom it is not open to. */
export function mayOpen({ user, params }: { user: SignedIn; params: { onboardingId: string } }): Promise<unknown> {
  return openOnboarding(portsFor(user), { person: personOf(user), onboardingId: params.onboardingId });
}

/** The record of an onboarding, as this person sees and changes it. */
export function recordServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const view = async (reading: Promise<OnboardingRecord>): Promise<OnboardingView> => {
    // First of all: a refusal that nobody waits for yet would end the process.
    const record = await reading;
    return (await viewer())(record);
  };
  return {
    async list(ask: OnboardingsQuery): Promise<z.infer<typeof OnboardingList>> {
      const { records, next } = await openOnboardings(ports, person, ask);
      return { onboardings: records.map(await viewer()), next };
    },
    start: async (name: string) => view(startOnboarding(await withSettings(ports), { person, name })),
    read: (onboardingId: string) => view(openOnboarding(ports, { person, onboardingId })),
    completeStep: (onboardingId: string, step: Step) => view(completeStep(ports, { person, onboardingId, step })),
    addMember: (onboardingId: string, username: string) => view(addMember(ports, { person, onboardingId, username })),
    giveFeedback: (onboardingId: string, input: FeedbackInput) =>
      giveFeedback(ports, { person, onboardingId, ...input }),
  };
}

/** How a record looks to those who may change it, with the validity that counts now. */
async function viewer(): Promise<(record: OnboardingRecord) => OnboardingView> {
  const { validityDays } = await programSettingsNow();
  return (record) => onboardingView(record, { mayEdit: true, validityDays });
}
