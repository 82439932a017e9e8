import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { AuditTrail } from '../record/ports.ts';
import type { PathInput } from './contract.ts';

type Ask = { person: Person; onboardingId: string; answers: PathInput };

/** Keeps what kind of application it is, by whom and when; a later answer replaces it. */
export async function answerPath(
  ports: AccessPorts & { audit: AuditTrail },
  { person, onboardingId, answers }: Ask,
): Promise<void> {
  const { tenantId } = await openOnboarding(ports, { person, onboardingId });
  const path = { ...answers, byName: person.name, at: new Date().toISOString() };
  await ports.onboardings.change(tenantId, onboardingId, { path });
  await ports.audit.record({
    ...{ tenantId, onboardingId, actor: person },
    action: 'onboarding.path-answered',
    facts: answers,
  });
}
