import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createCore } from '../core/core.ts';
import type { Knobs } from '../core/knobs.ts';
import { listen } from '../core/listen.ts';
import type { Caller } from '../core/siblings.ts';
import {
  DIRECTORY_ROLES,
  directoryState,
  type Directory,
  type Group,
  type ServicePrincipal,
  type User,
} from '../directory/state.ts';
import { createGraph } from '../graph/index.ts';
import { createSampleApp } from '../scim-target/index.ts';
import { createProvisioning } from './index.ts';
import type { LogEntry } from './state.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const ADMIN = 'aaaaaaaa-0000-4000-8000-000000000001';
const LONG_AGO = { createdAt: '2026-01-01T00:00:00.000Z', visibleAt: '2026-01-01T00:00:00.000Z' };
const SETTINGS = [
  {
    key: 'SyncNotificationSettings',
    value: '{"Enabled":false,"DeleteThresholdEnabled":true,"DeleteThresholdValue":3}',
  },
  { key: 'SyncAll', value: 'false' },
];

export type Recorded = { method: string; path: string; authorization: string; body?: Record<string, unknown> };
type Options = {
  knobs?: Partial<Knobs>;
  flag?: string;
  secrets?: { key: string; value: string }[];
  timeScale?: number;
};
type Who = Partial<Pick<Caller, 'kind' | 'objectId' | 'tenantId'>> & { permissions?: string[] };
export type Cloud = Awaited<ReturnType<typeof startCloud>>;

/** Graph, the provisioning service and the sample application on a real port, whose traffic is recorded. */
export async function startCloud({ knobs = {}, flag = '', secrets = [], timeScale = 60 }: Options = {}) {
  const target = await startTarget();
  const stopping = new AbortController();
  const addresses = { entra: '', arm: '', control: '', graph: 'https://graph.test', sampleApp: target.url };
  const core = createCore({
    addresses,
    timeScale,
    stopping: stopping.signal,
    knobs: { provisioningLogDelayMs: 0, syncReplicationDelayMs: 0, ...knobs },
  });
  const directory = directoryState(core);
  const servicePrincipal = seed(directory);
  const sample = createSampleApp(core);
  target.serve(sample.app);
  const space = sample.createSpace('acme');
  const provisioning = createProvisioning(core, { directory });
  const { app } = createGraph(core, { entra: entraDouble(), directory, provisioning });
  onTestFinished(async () => {
    stopping.abort();
    provisioning.stop();
    await target.close();
  });

  const base = `/servicePrincipals/${servicePrincipal.id}/synchronization`;
  async function call(method: string, path: string, body?: unknown, who: Who = {}) {
    return app.request(`https://graph.test/beta${path}`, {
      method,
      headers: { authorization: JSON.stringify(who) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
  const saved = [...SETTINGS, { key: 'BaseAddress', value: `${space.scimEndpoint}${flag}` }];
  const credentials = secrets.length > 0 ? secrets : [{ key: 'SecretToken', value: space.bearerToken }];
  await call('PUT', `${base}/secrets`, { value: [...saved, ...credentials] });
  const job = (await (await call('POST', `${base}/jobs`, { templateId: 'scim' })).json()) as { id: string };

  return {
    core, directory, provisioning, sample, space, servicePrincipal, target, call, base, saved,
    job: `${base}/jobs/${job.id}`,
    jobId: job.id,
    /** The service again over the same state, as after a restart of the emulator. */
    restart() {
      const again = createProvisioning(core, { directory });
      onTestFinished(() => again.stop());
    },
    cycle: () => provisioning.runCycle(job.id),
    status: () => provisioning.jobs.get(job.id)?.status as Record<string, never>,
    ...directoryWords(directory, servicePrincipal.id),
    /** Log entries about one object, oldest first. */
    async logs(sourceId: string): Promise<LogEntry[]> {
      const filter = `sourceIdentity/id eq '${sourceId}'`;
      const answer = await call('GET', `/auditLogs/provisioning?$orderby=activityDateTime%20asc&$filter=${encodeURIComponent(filter)}`);
      return ((await answer.json()) as { value: LogEntry[] }).value;
    },
    /** What the target holds, read as the application's own client would. */
    async inTarget(collection: 'Users' | 'Groups'): Promise<Record<string, unknown>[]> {
      const answer = await fetch(`${space.scimEndpoint}/${collection}`, { headers: { authorization: `Bearer ${space.runToken}` } });
      return ((await answer.json()) as { Resources?: Record<string, unknown>[] }).Resources ?? [];
    },
  }; // prettier-ignore
}

async function startTarget() {
  const requests: Recorded[] = [];
  let app: Pick<Hono, 'fetch'> | undefined;
  let answer: (request: Recorded) => Response | undefined = () => undefined;
  const { port, close } = await listen(
    {
      fetch: async (request: Request) => {
        const { pathname, search } = new URL(request.url);
        const text = await request.clone().text();
        const isJson = text.startsWith('{');
        const recorded: Recorded = {
          method: request.method,
          path: pathname.replace(/^\/t\/acme\/scim\/v2/, '') + decodeURIComponent(search),
          authorization: request.headers.get('authorization') ?? '',
          ...(isJson ? { body: JSON.parse(text) as Record<string, unknown> } : {}),
        };
        requests.push(recorded);
        return answer(recorded) ?? app?.fetch(request) ?? new Response(null, { status: 503 });
      },
    },
    { port: 0 },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close,
    serve: (served: Pick<Hono, 'fetch'>) => (app = served),
    /** Answers in the application's place where the function does. */
    intercept: (intercepting: typeof answer) => (answer = intercepting),
    of: (method: string) => requests.filter((request) => request.method === method),
    /** The operations of every PATCH since the last call of `clear`. */
    operations: () =>
      requests
        .filter((one) => one.method === 'PATCH')
        .flatMap((one) => one.body?.['Operations'] as Record<string, unknown>[]),
    clear: () => requests.splice(0),
  };
}

function entraDouble() {
  return {
    tenantOfToken: () => TENANT,
    claimsChallengeFor: () => undefined,
    verifyCaller: async (authorization = '{}'): Promise<Caller> => {
      const {
        kind = 'user',
        objectId = ADMIN,
        tenantId = TENANT,
        permissions = ALL,
      } = JSON.parse(authorization) as Who;
      const granted = new Set(permissions);
      const expiresAt = new Date(Date.now() + 3_600_000);
      return { tenantId, objectId, appId: randomUUID(), kind, expiresAt, scopes: granted, roles: granted };
    },
  };
}
const ALL = ['Synchronization.ReadWrite.All', 'AuditLog.Read.All'];

function seed(directory: Directory): ServicePrincipal {
  directory.tenants.insert({
    id: TENANT,
    displayName: 'Contoso',
    initialDomain: 'contoso.example',
    domains: [],
    skus: [
      {
        skuPartNumber: 'AAD_PREMIUM',
        capabilityStatus: 'Enabled',
        servicePlans: [{ id: randomUUID(), name: 'AAD_PREMIUM' }],
      },
    ],
    fastCycles: true,
  });
  const roleTemplateId = DIRECTORY_ROLES.applicationAdministrator;
  directory.roleAssignments.insert({
    id: randomUUID(),
    tenantId: TENANT,
    principalId: ADMIN,
    roleTemplateId,
    eligibleOnly: false,
  });
  return directory.servicePrincipals.insert({
    ...LONG_AGO,
    id: randomUUID(),
    tenantId: TENANT,
    appId: randomUUID(),
    displayName: 'Payroll',
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: true,
    accountEnabled: true,
    appRoles: [],
    ownerIds: [],
    properties: {},
  });
}

/** Short ways to say what happens in the directory. */
function directoryWords(directory: Directory, servicePrincipalId: string) {
  const assign = (principalId: string, principalType: 'User' | 'Group' = 'User') =>
    directory.appRoleAssignments.insert({
      id: randomUUID(),
      tenantId: TENANT,
      appRoleId: randomUUID(),
      principalId,
      principalType,
      resourceId: servicePrincipalId,
      createdAt: new Date().toISOString(),
    });
  function addUser(name: string, given: Partial<User> = {}): User {
    const base = { ...LONG_AGO, id: randomUUID(), tenantId: TENANT, accountEnabled: true, displayName: name };
    const properties = { givenName: name, surname: 'Young', mailNickname: name, ...given.properties };
    return directory.users.insert({ ...base, userPrincipalName: `${name}@contoso.example`, ...given, properties });
  }
  function addGroup(name: string, memberIds: string[] = []): Group {
    const base = { ...LONG_AGO, id: randomUUID(), tenantId: TENANT, displayName: name };
    return directory.groups.insert({ ...base, memberIds, properties: {} });
  }
  return {
    assign,
    unassign: (principalId: string) =>
      directory.appRoleAssignments.removeWhere((row) => row.principalId === principalId),
    addUser,
    addGroup,
    /** A user who is in scope. */
    addAssigned(name: string, given: Partial<User> = {}): User {
      const user = addUser(name, given);
      assign(user.id);
      return user;
    },
    addAssignedGroup(name: string, memberIds: string[] = []): Group {
      const group = addGroup(name, memberIds);
      assign(group.id, 'Group');
      return group;
    },
    change: (user: User, properties: Record<string, unknown>) =>
      directory.users.update(user.id, { properties: { ...user.properties, ...properties } }),
    softDelete: (user: User) => directory.users.update(user.id, { deletedAt: new Date().toISOString() }),
  };
}
