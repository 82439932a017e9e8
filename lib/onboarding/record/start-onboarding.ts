import type { AuditTrail, OnboardingRecord, Onboardings } from './ports.ts';
import type { Directory, Person } from '../ports.ts';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';

type Ports = { onboardings: Onboardings; directory: Pick<Directory, 'organization'>; audit: AuditTrail };

/** Opens an onboarding in the person's own tenant; it keeps the rule set of today. */
export async function startOnboarding(
  { onboardings, directory, audit }: Ports,
  { person, name }: { person: Person; name: string },
): Promise<OnboardingRecord> {
  const { name: tenantName } = await directory.organization();
  const { tenantId, objectId: createdById, name: createdByName } = person;
  const ruleSet = CURRENT_RULE_SET.id;
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
