import { AppError } from '#lib/platform/errors.ts';
import { openOnboarding } from '../access.ts';
import type { Directory, Person } from '../ports.ts';
import type { AuditTrail, OnboardingRecord, Onboardings } from './ports.ts';

type Ports = {
  onboardings: Onboardings;
  directory: Pick<Directory, 'activeRoles' | 'findPerson'>;
  audit: AuditTrail;
};

/** Lets a colleague of the same tenant in. Adding someone again changes nothing. */
export async function addMember(
  ports: Ports,
  { person, onboardingId, username }: { person: Person; onboardingId: string; username: string },
): Promise<OnboardingRecord> {
  const { tenantId } = await openOnboarding(ports, { person, onboardingId });
  const colleague = await ports.directory.findPerson(username);
  if (!colleague) {
    throw new AppError('invalid-input', `Your directory has nobody with the sign-in name ${username}.`, {
      field: 'userPrincipalName',
    });
  }
  const { objectId, name } = colleague;
  await ports.onboardings.addMember(tenantId, onboardingId, { objectId, name, addedByName: person.name });
  await ports.audit.record({
    tenantId,
    onboardingId,
    actor: person,
    action: 'member.added',
    facts: { objectId, name },
  });
  return openOnboarding(ports, { person, onboardingId });
}
