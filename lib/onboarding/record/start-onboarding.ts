import type { AuditTrail, OnboardingRecord, Onboardings } from './ports.ts';
import type { Directory, Person } from '../ports.ts';

type Ports = {
  onboardings: Onboardings;
  directory: Pick<Directory, 'organization'>;
  audit: AuditTrail;
  /** What the program holds new onboardings to. */
  ruleSetForNew: string;
};

/** Opens an onboarding in the person's own tenant; it keeps the rule set that is in force today. */
export async function startOnboarding(
  { onboardings, directory, audit, ruleSetForNew: ruleSet }: Ports,
  { person, name }: { person: Person; name: string },
): Promise<OnboardingRecord> {
  const { name: tenantName } = await directory.organization();
  const { tenantId, objectId: createdById, name: createdByName } = person;
  const record = await onboardings.insert({ tenantId, tenantName, name, createdById, createdByName, ruleSet });
  await audit.record({
    tenantId,
    onboardingId: record.id,
    actor: person,
    action: 'onboarding.started',
    facts: { name },
  });
  return record;
}
