import { AppError } from '#lib/platform/errors.ts';
import type { StepContext } from '#lib/operations/ports.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { Azure, Directory, PortalAccess } from '../ports.ts';
import type { Ledger } from '../record/ports.ts';
import { graphRolePermission, READER } from './permission-ledger.ts';

export type GrantPorts = {
  directory: Pick<Directory, 'isPrincipalVisible' | 'graphRolesOf' | 'grantGraphRole' | 'servicePrincipalOf'>;
  azure: Pick<Azure, 'grantReader' | 'hasReader'>;
  ledger: Ledger;
  portal: PortalAccess;
  pollIntervalMs: number;
};
export type GrantTo = { tenantId: string; onboardingId: string; principalId: string };
type Waits = Pick<StepContext, 'progress' | 'wait'>;

const WITHIN_MS = 5 * 60_000;

/** Grants one Microsoft Graph app role and notes it in the ledger. Granting it again changes nothing. */
export async function grantGraphRole(
  { directory, ledger, pollIntervalMs }: GrantPorts,
  context: Waits,
  { tenantId, onboardingId, principalId, role }: GrantTo & { role: string },
): Promise<void> {
  const { assignmentId } = await waitUntil(
    context,
    {
      intervalMs: pollIntervalMs,
      timeoutMs: WITHIN_MS,
      words: 'The directory does not know the new identity everywhere yet',
      tooLong: 'The directory does not know the new identity after five minutes. Go on later.',
      isNotYet: ({ code }) => code === 'upstream-not-found',
    },
    () => directory.grantGraphRole(principalId, role).catch(explained),
  );
  await ledger.recordGranted(tenantId, onboardingId, {
    permission: graphRolePermission(role),
    principalId,
    assignmentId,
  });
}

function explained(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'upstream-forbidden') throw error;
  throw new AppError(
    'role-missing',
    'Only a Privileged Role Administrator or a Global Administrator may grant Microsoft Graph roles.',
    error.details,
    { cause: error },
  );
}

/** Waits until the directory names all these roles, and notes each as read back. */
export async function readRolesBack(
  { directory, ledger, pollIntervalMs }: GrantPorts,
  context: Waits,
  { tenantId, onboardingId, principalId, roles }: GrantTo & { roles: string[] },
): Promise<void> {
  await waitUntil(
    context,
    {
      intervalMs: pollIntervalMs,
      timeoutMs: WITHIN_MS,
      words: 'Not every role can be read back yet',
      tooLong: 'Not every role could be read back after five minutes. Go on later.',
    },
    async () => {
      const held = new Set((await directory.graphRolesOf(principalId)).map(({ role }) => role));
      return roles.every((role) => held.has(role)) || undefined;
    },
  );
  for (const role of roles) await ledger.recordReadBack(tenantId, onboardingId, graphRolePermission(role));
}

type ReaderTo = { tenantId: string; onboardingId: string; resourceId: string };

/** Gives the portal's own service principal Reader on one Logic App, nothing wider, and notes it in the ledger. */
export async function grantReader(
  { azure, ledger, directory, portal }: GrantPorts,
  { tenantId, onboardingId, resourceId }: ReaderTo,
): Promise<string> {
  const principalId = await directory.servicePrincipalOf(portal.clientId);
  if (!principalId) {
    throw new AppError(
      'not-found',
      'This portal has no service principal in your directory. Sign in again and agree to its permissions.',
    );
  }
  const { assignmentId } = await azure.grantReader(resourceId, principalId).catch(explainedReader);
  await ledger.recordGranted(tenantId, onboardingId, { permission: READER, principalId, assignmentId });
  return principalId;
}

function explainedReader(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'upstream-forbidden') throw error;
  throw new AppError(
    'role-missing',
    'Only an Owner, a User Access Administrator or a Role Based Access Control Administrator may assign roles on this Logic App.',
    error.details,
    { cause: error },
  );
}

/** Waits until Azure names the assignment and the portal can really read the Logic App by itself. */
export async function readReaderBack(
  { azure, ledger, portal, pollIntervalMs }: GrantPorts,
  context: Waits,
  { tenantId, onboardingId, resourceId, principalId }: ReaderTo & { principalId: string },
): Promise<void> {
  await waitUntil(
    context,
    {
      intervalMs: pollIntervalMs,
      timeoutMs: WITHIN_MS,
      words: 'Azure does not let the portal read the Logic App yet',
      tooLong: 'Azure does not let the portal read the Logic App after five minutes. Go on later.',
      isNotYet: ({ code }) => code === 'upstream-forbidden',
    },
    async () => {
      if (!(await azure.hasReader(resourceId, principalId))) return undefined;
      return (await portal.readerFor(tenantId).workflow(resourceId)) ? true : undefined;
    },
  );
  await ledger.recordReadBack(tenantId, onboardingId, READER);
}
