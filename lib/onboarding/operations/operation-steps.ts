import type { OperationStep, Operations, Saved } from '#lib/operations/ports.ts';
import type { OperationKind, OperationView } from './contract.ts';
import type { Person } from '../ports.ts';
import type { Credential } from '../record/contract.ts';

/** The person who carries an operation, and how long their token lasts. */
export type Carrier = Person & { expiresAt: Date };

/** What a resume builds the steps from: the saved input, the person who is here now, and a credential if one was given. */
export type StepsFor = (
  input: Saved,
  by: { person: Person; onboardingId: string; credential?: Credential },
) => OperationStep[] | Promise<OperationStep[]>;

type Start = {
  onboardingId: string;
  kind: OperationKind;
  input: Saved;
  steps: OperationStep[];
  carrier: Carrier;
  startsOver?: boolean;
};

/** Starts an operation as the signed-in person. Of the person only identity and name are kept. */
export function startAs(operations: Operations, { carrier, ...start }: Start): Promise<OperationView> {
  const { tenantId, objectId, name, expiresAt } = carrier;
  return operations.start({
    ...start,
    tenantId,
    startedBy: { tenantId, objectId, name },
    tokenExpiresAt: expiresAt,
  });
}
