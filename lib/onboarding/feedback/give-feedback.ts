import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { FeedbackBox } from '../record/ports.ts';
import type { FeedbackInput } from './contract.ts';

/** Keeps what a person says about a step; they may say more than one thing. */
export async function giveFeedback(
  ports: AccessPorts & { feedback: FeedbackBox },
  { person, onboardingId, ...said }: FeedbackInput & { person: Person; onboardingId: string },
): Promise<void> {
  const { tenantId } = await openOnboarding(ports, { person, onboardingId });
  await ports.feedback.add(tenantId, onboardingId, { ...said, byId: person.objectId, byName: person.name });
}
