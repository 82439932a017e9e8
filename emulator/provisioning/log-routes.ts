import { Hono } from 'hono';
import { ProvisioningRefused, type Caller } from '../core/siblings.ts';
import { DIRECTORY_ROLES, type Tenant } from '../directory/state.ts';
import { badRequest, contextUrl, notImplemented, type RouteContext, type RouteEnv } from './access.ts';
import type { Engine } from './cycle.ts';
import { FilterRefused, parseLogFilter } from './log-filter.ts';
import type { LogEntry, LogRow } from './state.ts';

const PERMISSIONS = ['AuditLog.Read.All', 'ProvisioningLog.Read.All', 'Directory.Read.All'];
/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const READERS: ReadonlySet<string> = new Set([
  DIRECTORY_ROLES.globalAdministrator,
  DIRECTORY_ROLES.applicationAdministrator,
  DIRECTORY_ROLES.cloudApplicationAdministrator,
  '4a5d8f65-41da-4de4-8968-e035b65339cf', // Reports Reader
  '5d6b6bb7-de71-4623-b4af-96380a352509', // Security Reader
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', // Security Operator
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
]);
const OPTIONS = new Set(['$filter', '$orderby', '$top', '$skiptoken']);
const MAX_TOP = 1_000;

/** https://learn.microsoft.com/graph/api/provisioningobjectsummary-list */
export function provisioningLogRoutes(engine: Engine): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();

  app.get('/', (c) => {
    requireReader(engine, c.var.caller);
    requirePremium(engine.directory.tenants.get(c.var.caller.tenantId));
    const query = readQuery(c, engine.core.knobs.pageSize);
    const found = visibleEntries(engine, c.var.caller.tenantId).filter(query.test);
    const ordered = query.isDescending ? found.reverse() : found;
    const page = ordered.slice(query.skip, query.skip + query.top);
    const isMore = ordered.length > query.skip + query.top;
    return c.json({
      '@odata.context': contextUrl(engine, c, 'auditLogs/provisioning'),
      ...(isMore ? { '@odata.nextLink': nextLink(engine, c, query.skip + query.top) } : {}),
      value: page,
    });
  });

  app.get('/:id', () => {
    throw notImplemented('reading one provisioning log entry by its id');
  });
  return app;
}

/** Oldest first. Entries of one millisecond keep the order in which they were written. */
function visibleEntries({ core, state }: Engine, tenantId: string): LogEntry[] {
  const now = core.clock.now();
  const isVisible = (row: LogRow) => row.tenantId === tenantId && new Date(row.visibleAt) <= now;
  return state.logs
    .find(isVisible)
    .map((row) => row.entry)
    .toSorted((one, other) => Date.parse(one.activityDateTime) - Date.parse(other.activityDateTime));
}

function requireReader({ directory }: Engine, caller: Caller): void {
  const held = caller.kind === 'user' ? caller.scopes : caller.roles;
  if (!PERMISSIONS.some((permission) => held.has(permission))) {
    throw new ProvisioningRefused(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All, ProvisioningLog.Read.All',
    );
  }
  if (caller.kind === 'app') return;
  const isReader = directory.roleAssignments.first(
    (row) =>
      row.tenantId === caller.tenantId &&
      row.principalId === caller.objectId &&
      !row.eligibleOnly &&
      READERS.has(row.roleTemplateId),
  );
  if (!isReader) {
    throw new ProvisioningRefused(
      403,
      'Authentication_RequestFromUnsupportedUserRole',
      'User is not in the allowed roles',
    );
  }
}

function requirePremium(tenant: Tenant | undefined): void {
  const plans = (tenant?.skus ?? [])
    .filter((sku) => ['Enabled', 'Warning'].includes(sku.capabilityStatus))
    .flatMap((sku) => sku.servicePlans.map((plan) => plan.name));
  if (plans.some((name) => name === 'AAD_PREMIUM' || name === 'AAD_PREMIUM_P2')) return;
  throw new ProvisioningRefused(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    'Neither tenant is B2C or tenant doesn\'t have premium license',
  ); // prettier-ignore
}

function readQuery(c: RouteContext, pageSize: number) {
  const unknown = Object.keys(c.req.query()).find((name) => !OPTIONS.has(name));
  if (unknown) throw notImplemented(`${unknown} on provisioning logs`);
  const filter = c.req.query('$filter');
  return {
    test: filter === undefined ? () => true : readFilter(filter),
    isDescending: isDescending(c.req.query('$orderby')),
    top: readTop(c.req.query('$top')) ?? pageSize,
    skip: readSkip(c.req.query('$skiptoken')),
  };
}

function readFilter(filter: string) {
  try {
    return parseLogFilter(filter);
  } catch (error) {
    if (error instanceof FilterRefused) throw badRequest(error.message, 'BadRequest');
    throw error;
  }
}

/** Newest first unless asked otherwise. */
function isDescending(orderBy: string | undefined): boolean {
  if (orderBy === undefined) return true;
  const [property, direction = 'asc', ...rest] = orderBy.trim().split(/\s+/);
  if (property !== 'activityDateTime' || rest.length > 0) throw notImplemented(`$orderby=${orderBy}`);
  if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Syntax error in '${orderBy}'.`, 'BadRequest');
  return direction === 'desc';
}

function readTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const top = Number(text);
  if (Number.isInteger(top) && top >= 1 && top <= MAX_TOP) return top;
  throw badRequest(
    `Invalid value '${text}' for $top query option found. It must be between 1 and ${MAX_TOP}.`,
    'BadRequest',
  );
}

function readSkip(token: string | undefined): number {
  if (token === undefined) return 0;
  const skip = Number(Buffer.from(token, 'base64url').toString());
  if (Number.isInteger(skip) && skip >= 0) return skip;
  throw badRequest('The $skiptoken is not valid.', 'BadRequest');
}

function nextLink({ core }: Engine, c: RouteContext, skip: number): string {
  const url = new URL(`${core.addresses.graph}/${c.var.graphVersion}/auditLogs/provisioning`);
  for (const [name, value] of Object.entries(c.req.query())) url.searchParams.set(name, value);
  url.searchParams.set('$skiptoken', Buffer.from(String(skip)).toString('base64url'));
  return url.href;
}
