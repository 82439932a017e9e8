import { randomUUID } from 'node:crypto';
import type { JobHealth, ObjectMapping } from './configure-provisioning/contract.ts';
import type {
  ApplicationIds,
  Azure,
  ConnectionRefusal,
  Directory,
  DirectoryRole,
  Person,
  Provisioning,
  ScimAnswer,
  ScimEndpoint,
  ApplicationProfile,
} from './ports.ts';

/** The clouds of the journey in memory: a test changes `state`, the use case sees it. */

export const ANN: Person = { tenantId: 'contoso', objectId: 'ann', name: 'Ann', username: 'ann@contoso.example' };
export const BOB: Person = { tenantId: 'contoso', objectId: 'bob', name: 'Bob', username: 'bob@contoso.example' };
export const EVE: Person = { tenantId: 'fabrikam', objectId: 'eve', name: 'Eve', username: 'eve@fabrikam.example' };

export type DirectoryState = {
  profile?: ApplicationProfile;
  activeRoles: DirectoryRole[];
  eligibleRoles: DirectoryRole[] | 'unknown';
  licence: 'P2' | 'P1' | 'none';
  domains: { name: string; isDefault: boolean }[];
  people: Person[];
  applications: (ApplicationIds & { createdAt: string })[];
  /** How many reads of a new application still find nothing. */
  replicationReads: number;
  graphRoles: { principalId: string; assignmentId: string; role: string }[];
  calls: string[];
};

/** Any call named in `failures` throws that error instead. */
export type Failures<Port> = Partial<Record<keyof Port, Error>>;

export function fakeDirectory(changes: Partial<DirectoryState> = {}, failures: Failures<Directory> = {}) {
  const state: DirectoryState = {
    activeRoles: ['application-administrator'],
    eligibleRoles: [],
    licence: 'P2',
    domains: [{ name: 'contoso.example', isDefault: true }],
    people: [ANN, BOB],
    applications: [],
    replicationReads: 0,
    graphRoles: [],
    calls: [],
    ...changes,
  };
  const directory: Directory = {
    organization: async () => ({ tenantId: 'contoso', name: 'Contoso' }),
    verifiedDomains: async () => state.domains,
    licence: async () => state.licence,
    activeRoles: async () => state.activeRoles,
    eligibleRoles: async () => state.eligibleRoles,
    findPerson: async (username) => state.people.find((one) => one.username === username),
    findApplications: async (name) =>
      state.applications
        .filter((one) => name === undefined || one.name === name)
        .map(({ servicePrincipalId, directoryAppId, name: called, createdAt }) => ({
          servicePrincipalId,
          directoryAppId,
          name: called,
          createdAt,
        })),
    applicationProfile: async () => state.profile,
    async createApplication(name) {
      const [directoryAppId, applicationObjectId, servicePrincipalId] = [randomUUID(), randomUUID(), randomUUID()];
      const made = { directoryAppId, applicationObjectId, servicePrincipalId, name };
      state.applications.push({ ...made, createdAt: new Date().toISOString() });
      return made;
    },
    async readApplication(servicePrincipalId) {
      if (state.replicationReads > 0) {
        state.replicationReads -= 1;
        return undefined;
      }
      const found = state.applications.find((one) => one.servicePrincipalId === servicePrincipalId);
      if (!found) return undefined;
      const { directoryAppId, applicationObjectId, name } = found;
      return { directoryAppId, applicationObjectId, servicePrincipalId, name };
    },
    servicePrincipalOf: async (appId) =>
      state.applications.find((one) => one.directoryAppId === appId)?.servicePrincipalId,
    isPrincipalVisible: async () => true,
    graphRolesOf: async (principalId) => state.graphRoles.filter((one) => one.principalId === principalId),
    async grantGraphRole(principalId, role) {
      const held = state.graphRoles.find((one) => one.principalId === principalId && one.role === role);
      const grant = held ?? { principalId, role, assignmentId: randomUUID() };
      if (!held) state.graphRoles.push(grant);
      return { assignmentId: grant.assignmentId };
    },
    async revokeGraphRole(_principalId, assignmentId) {
      state.graphRoles = state.graphRoles.filter((one) => one.assignmentId !== assignmentId);
    },
    findTestObjects: async () => [],
    deleteTestObject: async () => undefined,
  };
  return { state, directory: watched(directory, state.calls, failures) };
}

export const HEALTHY: JobHealth = {
  jobId: 'scim.1',
  status: 'Active',
  schedule: 'Active',
  intervalMinutes: 40,
  healthy: true,
  firstCycleDone: true,
  readAt: '2026-11-20T10:00:00.000Z',
};
const USER_MAPPING: ObjectMapping = {
  name: 'Provision Microsoft Entra ID Users',
  kind: 'user',
  enabled: true,
  flow: 'Add, Update, Delete',
  attributes: [
    {
      source: 'userPrincipalName',
      sourceKind: 'attribute',
      target: 'userName',
      matchingPrecedence: 1,
      apply: 'Always',
    },
  ],
};

export type ProvisioningState = {
  refusal?: ConnectionRefusal;
  saved: { scimEndpoint: string }[];
  jobs: string[];
  /** What successive reads of the health find; the last one stays. */
  healths: JobHealth[];
  mappings: ObjectMapping[];
  calls: string[];
};

export function fakeProvisioning(changes: Partial<ProvisioningState> = {}, failures: Failures<Provisioning> = {}) {
  const state: ProvisioningState = {
    saved: [],
    jobs: [],
    healths: [HEALTHY],
    mappings: [USER_MAPPING],
    calls: [],
    ...changes,
  };
  const provisioning: Provisioning = {
    testConnection: async () => state.refusal,
    saveSecrets: async (_servicePrincipalId, { scimEndpoint }) => void state.saved.push({ scimEndpoint }),
    findJob: async () => (state.jobs[0] === undefined ? undefined : { jobId: state.jobs[0] }),
    async createJob() {
      const jobId = `scim.${state.jobs.length + 1}`;
      state.jobs.push(jobId);
      return { jobId };
    },
    startJob: async () => undefined,
    restartJob: async () => undefined,
    async health() {
      const [next, ...rest] = state.healths;
      if (rest.length > 0) state.healths = rest;
      return next ?? HEALTHY;
    },
    mappings: async () => state.mappings,
    savedEndpoint: async () => state.saved.at(-1)?.scimEndpoint,
  };
  return { state, provisioning: watched(provisioning, state.calls, failures) };
}

export type AzureState = {
  subscriptions: { subscriptionId: string; name: string; state: string }[];
  /** Actions allowed, by scope. */
  allowed: Record<string, string[]>;
  groups: Record<string, { name: string; location: string }[]>;
  /** Of Microsoft.Logic, by subscription; registered unless said otherwise. */
  providers: Record<string, Awaited<ReturnType<Azure['providerState']>>>;
};

export function fakeAzure(changes: Partial<AzureState> = {}, failures: Failures<Azure> = {}) {
  const state: AzureState = { subscriptions: [], allowed: {}, groups: {}, providers: {}, ...changes };
  const azure: Azure = {
    subscriptions: async () => state.subscriptions,
    allowedActions: async (scope, actions) =>
      new Set(actions.filter((action) => (state.allowed[scope] ?? []).some((one) => one === '*' || one === action))),
    resourceGroups: async (subscriptionId) => state.groups[subscriptionId] ?? [],
    regions: async () => [{ name: 'westeurope', title: 'West Europe' }],
    providerState: async (subscriptionId) => state.providers[subscriptionId] ?? 'registered',
    ensureProvider: async () => 'ready',
    ensureResourceGroup: async () => undefined,
    grantReader: async () => ({ assignmentId: 'reader' }),
    hasReader: async () => true,
    removeRoleAssignment: async () => undefined,
  };
  return { state, azure: watched(azure, [], failures) };
}

/** Answers by the path that is asked for; anything else gets an empty list. */
export function fakeScim(
  answers: (pathAndQuery: string) => Partial<ScimAnswer> | undefined = () => undefined,
  { expiresAt, failure }: { expiresAt?: Date; failure?: Error } = {},
): ScimEndpoint {
  const empty = { totalResults: 0, Resources: [] };
  return {
    async get(_endpoint, _token, pathAndQuery) {
      if (failure) throw failure;
      return { status: 200, headers: {}, body: empty, text: '', durationMs: 12, ...answers(pathAndQuery) };
    },
    bearerToken: async (credential) => ({
      token: credential.kind === 'bearer' ? credential.token : 'minted',
      expiresAt,
    }),
  };
}

/** Notes every call by name and lets the chosen ones fail. */
function watched<Port extends object>(port: Port, calls: string[], failures: Failures<Port>): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        calls.push(String(name));
        const failure = failures[name as keyof Port];
        if (failure) throw failure;
        return (member as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}
