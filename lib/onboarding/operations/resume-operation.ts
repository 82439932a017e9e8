import { AppError } from '#lib/platform/errors.ts';
import type { Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Credential } from '../record/contract.ts';
import type { OperationKind, OperationView } from './contract.ts';
import type { Carrier, StepsFor } from './operation-steps.ts';

type Ports = AccessPorts & { operations: Operations };
type Which = { onboardingId: string; kind: OperationKind; carrier: Carrier };

/** The newest operation of a kind, for those whom the onboarding is open to. */
export async function readOperation(ports: Ports, { onboardingId, kind, carrier }: Which): Promise<OperationView> {
  await openOnboarding(ports, { person: carrier, onboardingId });
  const found = await ports.operations.latest(onboardingId, kind);
  if (!found) throw new AppError('not-found', 'Nothing of this kind was started yet.');
  return found;
}

/**
 * Goes on where an operation stopped, now as this person. Refused with `credential-needed` when a step that is still open
 * needs the credential and none is given: only the lost process had it.
 */
export async function resumeOperation(
  ports: Ports,
  { stepsFor, credential, ...which }: Which & { stepsFor: StepsFor; credential?: Credential },
): Promise<OperationView> {
  const { onboardingId, kind, carrier } = which;
  const stopped = await readOperation(ports, which);
  if (stopped.needsCredential && !credential) {
    throw new AppError('credential-needed', 'Enter the credential again: it was only held in memory and is gone.');
  }
  const { tenantId, objectId, name, expiresAt } = carrier;
  return ports.operations.resume(
    { onboardingId, kind },
    (input) =>
      stepsFor(input, { person: { tenantId, objectId, name, username: carrier.username }, onboardingId, credential }),
    { startedBy: { tenantId, objectId, name }, tokenExpiresAt: expiresAt },
  );
}
