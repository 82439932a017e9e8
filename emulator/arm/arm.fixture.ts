import { randomUUID } from 'node:crypto';
import { Collection } from '../core/collection.ts';
import { createCore } from '../core/core.ts';
import type { Knobs } from '../core/knobs.ts';
import {
  DefinitionRefused,
  TokenRefused,
  type ActionRow,
  type Caller,
  type LogicAppsService,
  type RunRow,
  type WorkflowDefinition,
} from '../core/siblings.ts';
import { directoryState, type Directory, type ServicePrincipal, type User } from '../directory/state.ts';
import { createArm } from './index.ts';
import { seedArm } from './seed.ts';

export const TENANT = '11111111-0000-0000-0000-000000000001';
export const OTHER_TENANT = '11111111-0000-0000-0000-000000000002';
export const SUBSCRIPTION = '22222222-0000-0000-0000-000000000001';
export const FRESH_SUBSCRIPTION = '22222222-0000-0000-0000-000000000002';
export const OTHER_SUBSCRIPTION = '22222222-0000-0000-0000-000000000003';
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/validation`;
export const WORKFLOW = `${GROUP}/providers/Microsoft.Logic/workflows/scim-check`;
export const OWNER = '33333333-0000-0000-0000-000000000001';
export const NOBODY = '33333333-0000-0000-0000-000000000002';
export const ROLES = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  logicAppOperator: '515c2055-d9d4-4321-b1b9-bd0c9a0f79fe',
};

export const DEFINITION: WorkflowDefinition = {
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  contentVersion: '1.0.0.0',
  parameters: { token: { type: 'SecureString' }, endpoint: { type: 'String', defaultValue: 'https://scim.example' } },
  triggers: { Every_Month: { type: 'Recurrence', recurrence: { frequency: 'Month', interval: 1 } } },
  actions: {
    Loop: {
      type: 'Until',
      actions: { Ask: { type: 'Http' }, Tell: { type: 'Compose', runAfter: { Ask: ['Failed'] } } },
    },
  },
};

/** A workflow's PUT body: disabled, with a secure and a plain parameter. */
export function workflowBody(properties: Record<string, unknown> = {}) {
  return {
    location: 'West Europe',
    identity: { type: 'SystemAssigned' },
    properties: {
      state: 'Disabled',
      definition: DEFINITION,
      parameters: { token: { value: 'planted-secret' }, endpoint: { value: 'https://isv.example' } },
      ...properties,
    },
  };
}

/** Azure Resource Manager over a directory of two tenants, with stand-ins for Entra and for the workflow runtime. */
export function startArm({ knobs = {}, timeScale = 1_000 }: { knobs?: Partial<Knobs>; timeScale?: number } = {}) {
  const stopping = new AbortController();
  const addresses = { entra: '', graph: '', arm: 'https://arm.test', sampleApp: '', control: '' };
  const core = createCore({ addresses, timeScale, knobs, stopping: stopping.signal });
  const directory = directoryState(core);
  addPeople(directory);
  const logicApps = logicAppsDouble();
  const challenged = new Set<string>();
  const { app, state, forgetTenant } = createArm(core, {
    directory,
    logicApps,
    entra: entraDouble(challenged, directory),
  });
  seedArm(state, {
    subscriptions: [
      { subscriptionId: SUBSCRIPTION, tenantId: TENANT, displayName: 'Contoso production' },
      { subscriptionId: FRESH_SUBSCRIPTION, tenantId: TENANT, displayName: 'Contoso new' },
      { subscriptionId: OTHER_SUBSCRIPTION, tenantId: OTHER_TENANT, displayName: 'Fabrikam' },
    ],
    roleAssignments: [SUBSCRIPTION, FRESH_SUBSCRIPTION].map((subscriptionId) => ({
      subscriptionId,
      principalId: OWNER,
      roleDefinitionId: ROLES.owner,
    })),
  });
  state.resourceGroups.insert({
    id: GROUP.toLowerCase(),
    armId: GROUP,
    subscriptionId: SUBSCRIPTION,
    name: 'validation',
    location: 'westeurope',
    tags: {},
  });

  async function call(
    method: string,
    path: string,
    {
      as = OWNER,
      body,
      version,
      ...rest
    }: { as?: string; body?: unknown; version?: string; headers?: HeadersInit } = {},
  ): Promise<Response> {
    const url = path.startsWith('https:')
      ? path
      : `https://arm.test${path}${path.includes('?') ? '&' : '?'}api-version=${version ?? versionFor(path)}`;
    const headers = new Headers(rest.headers ?? { authorization: `Bearer ${tokenOf(as)}` });
    return app.request(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  /** Gives a role directly in the tables. */
  function grant(principalId: string, roleId: string, scope: string): void {
    const name = randomUUID();
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`.toLowerCase();
    const row = { name, scope, roleId, principalId, principalType: 'User' as const, createdAt: '', createdBy: OWNER };
    state.roleAssignments.insert({ id, ...row });
  }

  return {
    app,
    core,
    state,
    directory,
    logicApps,
    call,
    grant,
    challenged,
    forgetTenant,
    stop: () => stopping.abort(),
  };
}
export type StartedArm = ReturnType<typeof startArm>;

export function tokenOf(objectId: string, tenantId = TENANT): string {
  return `${tenantId}.${objectId}`;
}

export async function errorOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

function versionFor(path: string): string {
  if (path.includes('Microsoft.Authorization')) return '2022-04-01';
  return path.includes('Microsoft.Logic/') ? '2019-05-01' : '2022-12-01';
}

function addPeople(directory: Directory): void {
  directory.tenants.insert({
    id: TENANT,
    displayName: 'Contoso',
    initialDomain: 'contoso.example',
    domains: [{ name: 'contoso.example', isDefault: true, isInitial: true, isVerified: true }],
    skus: [],
    fastCycles: true,
  });
  const visible = { createdAt: '2026-01-01T00:00:00Z', visibleAt: '2026-01-01T00:00:00Z' };
  for (const [id, userPrincipalName] of [
    [OWNER, 'isv-admin@contoso.example'],
    [NOBODY, 'isv-no-azure@contoso.example'],
  ] as const) {
    const user: User = {
      id,
      tenantId: TENANT,
      ...visible,
      userPrincipalName,
      displayName: userPrincipalName,
      accountEnabled: true,
      properties: {},
    };
    directory.users.insert(user);
  }
}

/** A service principal that came into being just now. */
export function addServicePrincipal({ directory, core }: StartedArm, displayName = 'portal'): ServicePrincipal {
  const now = core.clock.now().toISOString();
  return directory.servicePrincipals.insert({
    id: randomUUID(),
    tenantId: TENANT,
    createdAt: now,
    visibleAt: now,
    appId: randomUUID(),
    displayName,
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: false,
    accountEnabled: true,
    appRoles: [],
    ownerIds: [],
    properties: {},
  });
}

/** Tokens are `tenant.objectId`; `expired` and anything else that does not look so are refused. */
function entraDouble(challenged: ReadonlySet<string>, directory: Directory) {
  return {
    forgetManagedIdentityTokens: () => {},
    claimsChallengeFor: (caller: Caller) =>
      challenged.has(caller.objectId) ? 'Bearer realm="", error="insufficient_claims", claims="e30="' : undefined,
    tenantOfToken: (authorization: string | undefined) => authorization?.replace('Bearer ', '').split('.')[0],
    async verifyCaller(authorization: string | undefined) {
      if (!authorization) throw new TokenRefused('missing', 'There is no token.');
      if (authorization === 'Bearer expired') throw new TokenRefused('expired', 'The access token expired.');
      const [, tenantId, objectId] = /^Bearer ([0-9a-f-]{36})\.([0-9a-f-]{36})$/.exec(authorization) ?? [];
      if (!tenantId || !objectId) throw new TokenRefused('malformed', 'The access token is invalid.');
      return {
        tenantId,
        objectId,
        appId: '44444444-0000-0000-0000-000000000001',
        ...(directory.servicePrincipals.get(objectId)
          ? { kind: 'app' as const, scopes: new Set<string>() }
          : { kind: 'user' as const, scopes: new Set(['user_impersonation']) }),
        roles: new Set<string>(),
        expiresAt: new Date(Date.now() + 60_000),
      };
    },
  };
}

/** Runs that stay as they were started until a test changes them. A definition without actions is refused. */
function logicAppsDouble() {
  const runs = new Collection<RunRow>();
  const actions: ActionRow[] = [];
  const contents = new Map<string, unknown>();
  const started: Parameters<LogicAppsService['startRun']>[0][] = [];
  const service: LogicAppsService = {
    validate(definition) {
      if (!definition.actions) throw new DefinitionRefused('InvalidTemplate', "Required property 'actions' not found.");
    },
    startRun(input) {
      started.push(input);
      const { workflowId, versionId, triggerName } = input;
      const id = `0858${String(10_000 - runs.size).padStart(24, '0')}CU00`;
      const startTime = new Date(Date.now() + runs.size).toISOString();
      return runs.insert({
        id,
        workflowId,
        versionId,
        triggerName,
        status: 'Running',
        startTime,
        clientTrackingId: id,
      });
    },
    cancelRun(id) {
      if (runs.get(id)?.status === 'Running')
        runs.update(id, { status: 'Cancelled', endTime: new Date().toISOString() });
    },
    runEnded: async () => {},
    runs,
    copyRun() {
      throw new Error('Runs of this double have no history to copy.');
    },
    actionsOf: (runId) => actions.filter((row) => row.runId === runId),
    content: (key) => contents.get(key),
  };

  /** Adds an action to a run's history, with contents if given. */
  function record(
    row: Pick<ActionRow, 'runId' | 'name'> & Partial<ActionRow>,
    contentsOf: { inputs?: unknown; outputs?: unknown } = {},
  ) {
    const id = [row.runId, row.name, row.repetition].filter(Boolean).join('/');
    const keys = Object.entries(contentsOf).map(([kind, value]) => {
      contents.set(`${id}#${kind}`, value);
      return [`${kind}Key`, `${id}#${kind}`];
    });
    const at = new Date().toISOString();
    actions.push({
      id,
      type: 'Http',
      status: 'Succeeded',
      startTime: at,
      endTime: at,
      trackingId: randomUUID(),
      ...row,
      ...Object.fromEntries(keys),
    });
  }

  return { ...service, started, record };
}
