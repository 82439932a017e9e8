import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../core/clock.ts';
import { createCore } from '../core/core.ts';
import type { Knobs } from '../core/knobs.ts';
import { ProvisioningRefused, TokenRefused, type Caller } from '../core/siblings.ts';
import {
  DIRECTORY_ROLES,
  directoryState,
  GRAPH_APP_ID,
  type AppRole,
  type Directory,
  type ServicePrincipal,
  type Tenant,
} from '../directory/state.ts';
import type { GraphEnv } from './context.ts';
import { createGraph } from './index.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';
export const GLOBAL_ADMIN = 'aaaaaaaa-0000-4000-8000-000000000001';
export const APP_ADMIN = 'aaaaaaaa-0000-4000-8000-000000000002';
export const MEMBER = 'aaaaaaaa-0000-4000-8000-000000000003';
export const NON_GALLERY = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
export const ISV_ONBOARDING = '2e388773-2016-40c0-a06e-743486cef3bf';
export const GRAPH_ROLE: AppRole = {
  id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  displayName: 'Read all applications',
  description: 'Read all applications',
  value: 'Application.Read.All',
  isEnabled: true,
  allowedMemberTypes: ['Application'],
};
const LONG_AGO = { createdAt: '2026-01-01T00:00:00.000Z', visibleAt: '2026-01-01T00:00:00.000Z' };
const PREMIUM = { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' };

type Who = { objectId?: string; tenantId?: string; kind?: Caller['kind']; permissions?: readonly string[] };
type Call = Who & { version?: 'v1.0' | 'beta'; body?: unknown; headers?: Record<string, string>; token?: string };

/** A Graph over a tiny tenant, with a clock that tests move by hand and tokens that say what they are. */
export function startGraph(knobs: Partial<Knobs> = {}) {
  const { clock, pass } = handClock();
  const addresses = { entra: '', arm: '', sampleApp: '', control: '', graph: 'https://graph.test' };
  const core = { ...createCore({ addresses, timeScale: 1, knobs: { replicationDelayMs: 0, ...knobs } }), clock };
  const directory = directoryState(core);
  addTenant(directory, TENANT, 'contoso.example');
  addTenant(directory, OTHER_TENANT, 'fabrikam.example');
  const graphPrincipal = addServicePrincipal(directory, { appId: GRAPH_APP_ID, appRoles: [GRAPH_ROLE] });
  const challenges = new Map<string, string>();
  const { app } = createGraph(core, { entra: entraDouble(challenges), directory, provisioning: provisioningDouble() });

  async function call(method: string, path: string, { version = 'v1.0', body, headers, token, ...who }: Call = {}) {
    const url = path.startsWith('https:') ? path : `https://graph.test/${version}${path}`;
    const authorization = token ?? tokenOf(who);
    return app.request(url, {
      method,
      headers: { ...(authorization ? { authorization } : {}), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
  return { app, core, directory, graphPrincipal, challenges, call, pass };
}
export type StartedGraph = ReturnType<typeof startGraph>;

/** A bearer token of the double: a global administrator of the first tenant with every scope, unless told otherwise. */
export function tokenOf({ objectId = GLOBAL_ADMIN, tenantId = TENANT, kind = 'user', permissions = ALL }: Who = {}) {
  return `Bearer ${Buffer.from(JSON.stringify({ objectId, tenantId, kind, permissions })).toString('base64url')}`;
}
const ALL = [
  'User.Read', 'User.ReadWrite.All', 'User.DeleteRestore.All', 'Group.ReadWrite.All', 'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All', 'RoleManagement.Read.Directory', 'Directory.Read.All', 'Domain.Read.All',
]; // prettier-ignore

export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

export async function valueOf(response: Response): Promise<Record<string, unknown>[]> {
  return (await bodyOf(response)).value as Record<string, unknown>[];
}

export async function errorOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, code: error.code, message: error.message };
}

export function newUser(name: string, rest: Record<string, unknown> = {}) {
  return {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@contoso.example`,
    passwordProfile: { forceChangePasswordNextSignIn: 'True', password: 'Pass@word123' },
    ...rest,
  };
}

export function newGroup(name: string, rest: Record<string, unknown> = {}) {
  return { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true, groupTypes: [], ...rest };
}

export async function makeUser(graph: StartedGraph, name: string): Promise<string> {
  return String((await bodyOf(await graph.call('POST', '/users', { body: newUser(name) }))).id);
}

export async function makeGroup(graph: StartedGraph, name: string, rest = {}): Promise<string> {
  return String((await bodyOf(await graph.call('POST', '/groups', { body: newGroup(name, rest) }))).id);
}

export async function makeApplication(graph: StartedGraph, displayName = 'Payroll') {
  const answer = await graph.call('POST', `/applicationTemplates/${NON_GALLERY}/instantiate`, {
    body: { displayName },
  });
  return (await answer.json()) as {
    application: { id: string; appId: string };
    servicePrincipal: { id: string; appRoles: AppRole[] };
  };
}

export function addServicePrincipal(directory: Directory, given: Partial<ServicePrincipal> = {}): ServicePrincipal {
  return directory.servicePrincipals.insert({
    ...LONG_AGO,
    id: randomUUID(),
    tenantId: TENANT,
    appId: randomUUID(),
    displayName: 'An application',
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: false,
    accountEnabled: true,
    appRoles: [],
    ownerIds: [],
    properties: {},
    ...given,
  });
}

/** Time stands still until `pass` moves it. */
function handClock(): { clock: Clock; pass: (ms: number) => void } {
  let now = Date.parse('2026-11-20T10:00:00.000Z');
  const refuse = () => {
    throw new Error('Graph keeps no timers.');
  };
  const clock: Clock = { scale: 1, now: () => new Date(now), wallMs: (ms) => ms, sleep: async () => {}, after: refuse };
  return { clock, pass: (ms) => (now += ms) };
}

function addTenant(directory: Directory, id: string, domain: string): void {
  const tenant: Tenant = {
    id,
    displayName: domain,
    initialDomain: domain,
    domains: [
      { name: domain, isDefault: true, isInitial: true, isVerified: true },
      { name: `new.${domain}`, isDefault: false, isInitial: false, isVerified: false },
    ],
    skus: [{ skuPartNumber: 'AAD_PREMIUM', capabilityStatus: 'Enabled', servicePlans: [PREMIUM] }],
    fastCycles: id === TENANT,
  };
  directory.tenants.insert(tenant);
  if (id !== TENANT) return;
  const people = { [GLOBAL_ADMIN]: 'global', [APP_ADMIN]: 'apps', [MEMBER]: 'member' };
  for (const [personId, name] of Object.entries(people)) {
    const userPrincipalName = `${name}@${domain}`;
    directory.users.insert({
      ...{ ...LONG_AGO, id: personId, tenantId: id },
      ...{ userPrincipalName, displayName: name, accountEnabled: true, properties: {} },
    });
  }
  const { globalAdministrator, applicationAdministrator } = DIRECTORY_ROLES;
  for (const [principalId, roleTemplateId] of [
    [GLOBAL_ADMIN, globalAdministrator],
    [APP_ADMIN, applicationAdministrator],
  ] as const) {
    directory.roleAssignments.insert({
      id: randomUUID(),
      tenantId: id,
      principalId,
      roleTemplateId,
      eligibleOnly: false,
    });
  }
}

/** Tokens are their own claims in base64url; one that is none of ours is refused. */
function entraDouble(challenges: Map<string, string>) {
  const read = (authorization: string | undefined) => {
    try {
      return JSON.parse(Buffer.from((authorization ?? '').slice(7), 'base64url').toString()) as Required<Who>;
    } catch {
      return undefined;
    }
  };
  return {
    async verifyCaller(authorization: string | undefined): Promise<Caller> {
      if (!authorization) throw new TokenRefused('missing', 'No token.');
      const claims = read(authorization);
      if (!claims) throw new TokenRefused('malformed', 'Not a token.');
      const permissions = new Set(claims.permissions);
      const [scopes, roles] =
        claims.kind === 'user' ? [permissions, new Set<string>()] : [new Set<string>(), permissions];
      return { ...claims, appId: randomUUID(), scopes, roles, expiresAt: new Date(Date.now() + 60_000) };
    },
    tenantOfToken: (authorization: string | undefined) => read(authorization)?.tenantId,
    claimsChallengeFor: (caller: Caller) => challenges.get(caller.objectId),
  };
}

/** Answers what it was mounted under and who called. */
export function provisioningDouble() {
  const synchronizationRoutes = new Hono<GraphEnv>();
  synchronizationRoutes.get('/jobs', (c) =>
    c.json({
      servicePrincipalId: c.req.param('spId' as never),
      caller: c.var.caller.objectId,
      version: c.var.graphVersion,
    }),
  );
  synchronizationRoutes.post('/jobs/validateCredentials', () => {
    const inner = { code: 'InvalidCredentials', message: 'inner' };
    throw new ProvisioningRefused(400, 'CredentialValidationUnavailable', 'outer', inner);
  });
  const provisioningLogRoutes = new Hono<GraphEnv>();
  provisioningLogRoutes.get('/', (c) => c.json({ value: [], filter: c.req.query('$filter') }));
  return { synchronizationRoutes, provisioningLogRoutes };
}
