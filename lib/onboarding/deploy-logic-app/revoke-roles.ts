import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { Azure, Directory, Person } from '../ports.ts';
import type { AuditTrail, GrantRecord, Ledger, Runs } from '../record/ports.ts';
import { isLive } from '../run-validation/run-view.ts';
import { READER } from './permission-ledger.ts';

export type RevokePorts = AccessPorts & {
  directory: Directory;
  azure: Azure;
  ledger: Ledger;
  runs: Runs;
  operations: Operations;
  audit: AuditTrail;
  pollIntervalMs: number;
};
type Revoking = { person: Person; onboardingId: string };
const KIND = 'revoke-roles';
const WITHIN_MS = 5 * 60_000;

/** Takes back every role that the portal granted, as a durable operation. Refused while a run goes on: it would fail. */
export async function revokeRoles(
  ports: RevokePorts,
  { carrier, onboardingId }: { carrier: Carrier; onboardingId: string },
): Promise<OperationView> {
  const { tenantId } = await openOnboarding(ports, { person: carrier, onboardingId });
  if ((await ports.runs.list(tenantId, onboardingId)).some(isLive)) {
    throw new AppError(
      'conflict',
      'A run is going on and would fail without its roles. Wait for its end, or cancel it.',
    );
  }
  const steps = revokeSteps(ports, { person: carrier, onboardingId });
  return startAs(ports.operations, { onboardingId, kind: KIND, input: {}, steps, carrier });
}

export function revokeResume(ports: RevokePorts): StepsFor {
  return (_saved, { person, onboardingId }) => revokeSteps(ports, { person, onboardingId });
}

function revokeSteps(ports: RevokePorts, revoking: Revoking): OperationStep[] {
  return [
    graphStep(ports, revoking),
    goneStep(ports, revoking),
    readerStep(ports, revoking),
    recordStep(ports, revoking),
  ];
}

/** Also what was granted beyond the ledger's knowledge would show here, but the portal takes back only what it granted. */
function graphStep({ directory, ledger }: RevokePorts, revoking: Revoking): OperationStep {
  return {
    name: 'graph-roles',
    title: 'Take back the identity’s Microsoft Graph roles',
    async run(context) {
      const held = (await grantedNow(ledger, revoking)).filter(({ permission }) => permission !== READER);
      if (held.length === 0) return { isSkipped: true, result: [], detail: 'None is granted.' };
      for (const { permission, principalId, assignmentId } of held) {
        await context.progress(`Taking back ${nameOf(permission)}`);
        await directory.revokeGraphRole(principalId, assignmentId);
      }
      return {
        result: held.map(({ permission, principalId }) => ({ permission, principalId })),
        detail: held.map(({ permission }) => nameOf(permission)).join(', '),
      };
    },
  };
}

/** A role counts as revoked only once the directory no longer names it. */
function goneStep({ directory, ledger, pollIntervalMs }: RevokePorts, revoking: Revoking): OperationStep {
  return {
    name: 'read-back',
    title: 'See that the directory no longer names them',
    async run(context) {
      const revoked = context.saved<{ permission: string; principalId: string }[]>('graph-roles') ?? [];
      for (const { permission, principalId } of revoked) {
        await waitUntil(
          context,
          {
            intervalMs: pollIntervalMs,
            timeoutMs: WITHIN_MS,
            words: `The directory still names ${nameOf(permission)}`,
            tooLong: `The directory still names ${nameOf(permission)} after five minutes. Go on later.`,
          },
          async () => {
            const roles = await directory.graphRolesOf(principalId);
            return roles.every(({ role }) => role !== nameOf(permission)) || undefined;
          },
        );
        await ledger.recordRevoked(revoking.person.tenantId, revoking.onboardingId, permission);
      }
    },
  };
}

function readerStep({ azure, ledger }: RevokePorts, revoking: Revoking): OperationStep {
  return {
    name: 'reader',
    title: 'Take back the portal’s Reader on the Logic App',
    async run() {
      const held = (await grantedNow(ledger, revoking)).find(({ permission }) => permission === READER);
      if (!held) return { isSkipped: true, detail: 'It is not granted.' };
      await azure.removeRoleAssignment(held.assignmentId);
      await ledger.recordRevoked(revoking.person.tenantId, revoking.onboardingId, READER);
      return { detail: 'The portal can no longer read the Logic App.' };
    },
  };
}

function recordStep({ audit }: RevokePorts, { person, onboardingId }: Revoking): OperationStep {
  return {
    name: 'record',
    title: 'Write it into the history',
    async run() {
      await audit.record({ tenantId: person.tenantId, onboardingId, actor: person, action: 'roles.revoked' });
    },
  };
}

async function grantedNow(ledger: Ledger, { person, onboardingId }: Revoking): Promise<GrantRecord[]> {
  return (await ledger.list(person.tenantId, onboardingId)).filter(({ revokedAt }) => !revokedAt);
}

const nameOf = (permission: string): string => permission.slice(permission.indexOf('/') + 1);
