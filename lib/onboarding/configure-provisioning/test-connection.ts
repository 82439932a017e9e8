import { AppError } from '#lib/platform/errors.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person, Provisioning } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { refusedConnection } from './connection-refusal.ts';
import type { ConnectionInput, ConnectionResult } from './contract.ts';

type Ports = AccessPorts & { provisioning: Pick<Provisioning, 'testConnection'> };

/** Lets Entra test the connection. Saves nothing; a refusal is an answer. */
export async function testConnection(
  ports: Ports,
  { person, onboardingId, ...connection }: ConnectionInput & { person: Person; onboardingId: string },
): Promise<ConnectionResult> {
  const { servicePrincipalId } = applicationOf(await openOnboarding(ports, { person, onboardingId }));
  const refusal = await ports.provisioning.testConnection(servicePrincipalId, connection);
  const testedAt = new Date();
  if (!refusal) return { outcome: 'connected', testedAt: testedAt.toISOString() };
  return refusedConnection(refusal, { credential: connection.credential, testedAt });
}

/** The recorded application, once the step is open. */
export function applicationOf(record: OnboardingRecord): NonNullable<OnboardingRecord['application']> {
  refuseUnlessOpen(record, 'configure-provisioning');
  if (record.application) return record.application;
  throw new AppError('step-not-open', 'Create or choose the application first.');
}
