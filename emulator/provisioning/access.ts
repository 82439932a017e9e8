import type { Context } from 'hono';
import { ProvisioningRefused, type Caller } from '../core/siblings.ts';
import { DIRECTORY_ROLES, type ServicePrincipal } from '../directory/state.ts';
import type { Engine } from './cycle.ts';
import type { JobRow } from './state.ts';

export type RouteEnv = { Variables: { caller: Caller; graphVersion: 'v1.0' | 'beta' } };
export type RouteContext = Context<RouteEnv>;

const PERMISSIONS = {
  read: ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'],
  write: ['Synchronization.ReadWrite.All'],
} as const;
const OWNED = 'Application.ReadWrite.OwnedBy';

/** https://learn.microsoft.com/graph/api/resources/synchronization-overview: who may manage synchronization. */
const ADMINISTRATORS: readonly string[] = [
  DIRECTORY_ROLES.applicationAdministrator,
  DIRECTORY_ROLES.cloudApplicationAdministrator,
  DIRECTORY_ROLES.globalAdministrator,
];

type Need = { access: 'read' | 'write'; isOwnerOnly?: boolean };

/**
 * The service principal of the path, once the caller may do this to it. Applications need ownership for a few calls,
 * whatever they were granted; the service then refuses them without a word.
 */
export function servicePrincipalFor(engine: Engine, c: RouteContext, need: Need): ServicePrincipal {
  const { caller } = c.var;
  const permissions = PERMISSIONS[need.access] as readonly string[];
  if (caller.kind === 'user') requireAdministrator(engine, caller, permissions);
  else if (![...permissions, OWNED].some((role) => caller.roles.has(role))) throw denied();
  const servicePrincipal = visible(engine, c);
  if (caller.kind === 'app' && !mayAsApplication(caller, servicePrincipal, { ...need, permissions }))
    throw refusedSilently();
  return servicePrincipal;
}

function requireAdministrator(
  { directory }: Engine,
  { tenantId, objectId, scopes }: Caller,
  permissions: readonly string[],
): void {
  if (!permissions.some((scope) => scopes.has(scope))) throw denied();
  const groups = new Set(directory.groups.find((group) => group.memberIds.includes(objectId)).map((group) => group.id));
  const role = directory.roleAssignments.first(
    (row) =>
      row.tenantId === tenantId &&
      (row.principalId === objectId || groups.has(row.principalId)) &&
      !row.eligibleOnly &&
      ADMINISTRATORS.includes(row.roleTemplateId),
  );
  if (!role) throw denied();
}

function mayAsApplication(
  caller: Caller,
  { ownerIds }: ServicePrincipal,
  { isOwnerOnly, permissions }: Need & { permissions: readonly string[] },
): boolean {
  const isOwner = ownerIds.includes(caller.objectId);
  return isOwner || (!isOwnerOnly && permissions.some((role) => caller.roles.has(role)));
}

function visible({ core, directory }: Engine, c: RouteContext): ServicePrincipal {
  const id = c.req.param('spId') ?? '';
  const row = directory.servicePrincipals.get(id.toLowerCase());
  const isThere =
    row && row.tenantId === c.var.caller.tenantId && !row.deletedAt && new Date(row.visibleAt) <= core.clock.now();
  if (!isThere) throw notFound(id);
  return row;
}

/** Whether the synchronization service has heard of a service principal yet. */
export function isReplicated({ core }: Engine, { createdAt }: ServicePrincipal): boolean {
  return core.clock.now().getTime() - Date.parse(createdAt) >= core.clock.wallMs(core.knobs.syncReplicationDelayMs);
}

export function jobFor(engine: Engine, c: RouteContext, need: Need): JobRow {
  const servicePrincipal = servicePrincipalFor(engine, c, need);
  const jobId = c.req.param('jobId') ?? '';
  const job = engine.state.jobs.get(jobId);
  if (!job || job.servicePrincipalId !== servicePrincipal.id) throw notFound(jobId);
  return job;
}

export function notFound(id: string): ProvisioningRefused {
  return new ProvisioningRefused(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function badRequest(message: string, code = 'Request_BadRequest'): ProvisioningRefused {
  return new ProvisioningRefused(400, code, message);
}

export function notImplemented(what: string): ProvisioningRefused {
  return new ProvisioningRefused(501, 'NotImplemented', `The emulator does not support ${what}.`);
}

/** The synchronization service's refusal of a caller: a code and no message. */
export function refusedSilently(): ProvisioningRefused {
  return new ProvisioningRefused(401, 'UnknownError', '');
}

function denied(): ProvisioningRefused {
  return new ProvisioningRefused(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

/** The request's JSON body; an absent one is an empty object. */
export async function jsonBody(c: RouteContext): Promise<unknown> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // Only what the caller sent can fail here.
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      'BadRequest',
    );
  }
}

export function contextUrl(engine: Engine, c: RouteContext, path: string): string {
  return `${engine.core.addresses.graph}/${c.var.graphVersion}/$metadata#${path}`;
}
