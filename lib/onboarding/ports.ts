import type { ApplicationCandidate } from './create-application/contract.ts';
import type { JobHealth, ObjectMapping } from './configure-provisioning/contract.ts';
import type { Leftover } from './run-validation/contract.ts';
import type { Credential } from './record/contract.ts';

/**
 * What the journey needs from outside, in our words. Gateways implement it; `fakes.ts` does for tests. What is kept in the
 * database is in `record/ports.ts`.
 */

export type Person = { tenantId: string; objectId: string; name: string; username: string };

export type DirectoryRole =
  | 'global-administrator'
  | 'application-administrator'
  | 'cloud-application-administrator'
  | 'privileged-role-administrator'
  | 'hybrid-identity-administrator'
  | 'other';

export type ApplicationIds = {
  directoryAppId: string;
  applicationObjectId: string;
  servicePrincipalId: string;
  name: string;
};

/** What a registration says of its application and publisher, where it says something. */
export type ApplicationProfile = Partial<
  Record<'homepage' | 'privacy' | 'termsOfUse' | 'support' | 'publisherName' | 'partnerOneId', string>
>;

/** The ISV's directory, with the signed-in person's rights. */
export interface Directory {
  organization(): Promise<{ tenantId: string; name: string }>;
  verifiedDomains(): Promise<{ name: string; isDefault: boolean }[]>;
  /** The best Entra ID plan that is switched on. */
  licence(): Promise<'P2' | 'P1' | 'none'>;
  activeRoles(): Promise<DirectoryRole[]>;
  /** Roles that must be activated first (PIM); `unknown` where the tenant cannot tell. */
  eligibleRoles(): Promise<DirectoryRole[] | 'unknown'>;
  findPerson(username: string): Promise<Person | undefined>;
  /** Non-gallery applications of the tenant, newest first; with `name`, only those called exactly so. */
  findApplications(name?: string): Promise<ApplicationCandidate[]>;
  /** Makes a non-gallery application. Not idempotent: look for it before a repeat. */
  createApplication(name: string): Promise<ApplicationIds>;
  /** Undefined while the directory has not replicated it, or when it is gone. */
  readApplication(servicePrincipalId: string): Promise<ApplicationIds | undefined>;
  /** What an application's registration says of it and of its publisher; undefined when it is gone. */
  applicationProfile(applicationObjectId: string): Promise<ApplicationProfile | undefined>;
  /** The object id of an application's service principal in this tenant. */
  servicePrincipalOf(directoryAppId: string): Promise<string | undefined>;
  isPrincipalVisible(principalId: string): Promise<boolean>;
  /** Microsoft Graph app roles that a principal holds, by their value (`User.ReadWrite.All`). */
  graphRolesOf(principalId: string): Promise<{ assignmentId: string; role: string }[]>;
  /** Grants one Microsoft Graph app role; granting it again returns the same assignment. */
  grantGraphRole(principalId: string, role: string): Promise<{ assignmentId: string }>;
  /** A role that is already gone is no error. */
  revokeGraphRole(principalId: string, assignmentId: string): Promise<void>;
  /** Users and groups whose names start with one of the prefixes. */
  findTestObjects(prefixes: { users: readonly string[]; groups: readonly string[] }): Promise<Leftover[]>;
  /** Deletes one of them; one that is already gone is no error. */
  deleteTestObject(leftover: Leftover): Promise<void>;
}

/** Delegated permissions. */
export interface Consents {
  /** The permissions of Microsoft Graph that the portal has for the signed-in person. Throws `consent-required` without any. */
  granted(): Promise<string[]>;
}

/** Entra's refusal of a connection test, with its own codes. */
export type ConnectionRefusal = { code: string; innerCode?: string; message: string };

/** The provisioning service, with the signed-in person's rights. */
export interface Provisioning {
  /** Undefined when the connection works. */
  testConnection(
    servicePrincipalId: string,
    connection: { scimEndpoint: string; credential: Credential },
  ): Promise<ConnectionRefusal | undefined>;
  saveSecrets(servicePrincipalId: string, connection: { scimEndpoint: string; credential: Credential }): Promise<void>;
  /** The first job of the application: the templates only ever use that one. */
  findJob(servicePrincipalId: string): Promise<{ jobId: string } | undefined>;
  createJob(servicePrincipalId: string): Promise<{ jobId: string }>;
  startJob(servicePrincipalId: string, jobId: string): Promise<void>;
  /** Restart with a full reset: clears quarantine and escrows. */
  restartJob(servicePrincipalId: string, jobId: string): Promise<void>;
  health(servicePrincipalId: string, jobId: string): Promise<JobHealth>;
  mappings(servicePrincipalId: string, jobId: string): Promise<ObjectMapping[]>;
  /** Where the jobs of this application provision to; undefined where the directory does not tell. */
  savedEndpoint(servicePrincipalId: string): Promise<string | undefined>;
}

/** Azure Resource Manager, with the signed-in person's rights. */
export interface Azure {
  subscriptions(): Promise<{ subscriptionId: string; name: string; state: string }[]>;
  /** Which of the actions the person may do at a scope (subscription or resource group id). */
  allowedActions(scope: string, actions: readonly string[]): Promise<ReadonlySet<string>>;
  resourceGroups(subscriptionId: string): Promise<{ name: string; location: string }[]>;
  regions(subscriptionId: string): Promise<{ name: string; title: string }[]>;
  /** `unknown` when the person's rights do not let it be read. */
  providerState(
    subscriptionId: string,
    namespace: string,
  ): Promise<'registered' | 'registering' | 'not-registered' | 'unknown'>;
  /** Registers a resource provider and says whether it is ready. */
  ensureProvider(subscriptionId: string, namespace: string): Promise<'ready' | 'registering'>;
  /** Makes the group when it is missing; an existing one is left as it is. */
  ensureResourceGroup(subscriptionId: string, name: string, location: string): Promise<void>;
  /** Assigns Reader on one resource; assigning it again returns the same assignment. */
  grantReader(resourceId: string, principalId: string): Promise<{ assignmentId: string }>;
  hasReader(resourceId: string, principalId: string): Promise<boolean>;
  /** An assignment that is already gone is no error. */
  removeRoleAssignment(assignmentId: string): Promise<void>;
}

export type WorkflowFacts = {
  resourceId: string;
  location: string;
  state: 'enabled' | 'disabled' | 'other';
  versionId: string;
  identityPrincipalId?: string;
  tags: Record<string, string>;
  definition: Record<string, unknown>;
  /** Values as Azure shows them: secure ones are absent. */
  parameters: Record<string, { value?: unknown }>;
};
export type RunFacts = {
  runName: string;
  workflowResourceId: string;
  versionId: string;
  status: string;
  triggerName?: string;
  startedAt: string;
  endedAt?: string;
  error?: { code: string; message: string };
};
export type ActionFacts = {
  name: string;
  status: string;
  code?: string;
  startedAt?: string;
  endedAt?: string;
  error?: { code: string; message: string };
  repetitions: number;
  hasInputs: boolean;
  hasOutputs: boolean;
};

/** Reads of Logic Apps and their runs: what the portal's own service principal needs, and no more. */
export interface RunReader {
  workflow(resourceId: string): Promise<WorkflowFacts | undefined>;
  version(resourceId: string, versionId: string): Promise<Pick<WorkflowFacts, 'definition' | 'parameters'> | undefined>;
  runs(resourceId: string, limit: number): Promise<RunFacts[]>;
  run(resourceId: string, runName: string): Promise<RunFacts | undefined>;
  /** Every action of the run, all pages. */
  actions(resourceId: string, runName: string): Promise<ActionFacts[]>;
  repetitions(resourceId: string, runName: string, action: string): Promise<string[]>;
  /** Inputs and outputs of an action, or of one of its repetitions (`last` finds the newest). */
  content(
    resourceId: string,
    runName: string,
    action: string,
    repetition?: string,
  ): Promise<{ inputs?: unknown; outputs?: unknown }>;
}

/** The portal itself: its registration, and what its own service principal reads in a tenant that lets it. */
export interface PortalAccess {
  clientId: string;
  readerFor(tenantId: string): RunReader;
}

/** Logic Apps with the signed-in person's rights. */
export interface LogicApps extends RunReader {
  /**
   * Creates or replaces the workflow with a system-assigned identity. `secureParameters` must be complete at every
   * write: the platform keeps none and would fall back to the template's default.
   */
  write(input: {
    resourceId: string;
    location: string;
    state: 'enabled' | 'disabled';
    definition: Record<string, unknown>;
    parameters: Record<string, unknown>;
    secureParameters: Record<string, string>;
    tags: Record<string, string>;
  }): Promise<WorkflowFacts>;
  enable(resourceId: string): Promise<void>;
  disable(resourceId: string): Promise<void>;
  /** Triggers a run; the name is undefined when the platform did not say it. */
  trigger(resourceId: string, triggerName: string): Promise<string | undefined>;
  cancelRun(resourceId: string, runName: string): Promise<void>;
}

/** One answer of the ISV's SCIM endpoint, fetched through the guarded client. */
export type ScimAnswer = {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  text: string;
  durationMs: number;
};

export interface ScimEndpoint {
  /** GETs a path below the endpoint. Throws `address-refused`, `upstream-unavailable` or `upstream-timeout`. */
  get(scimEndpoint: string, token: string, pathAndQuery: string): Promise<ScimAnswer>;
  /** The bearer token a credential stands for: itself, or one minted at the token endpoint. */
  bearerToken(credential: Credential): Promise<{ token: string; expiresAt?: Date }>;
}

/** The official template file, where it can be had. */
export interface OfficialTemplate {
  load(): Promise<{ definition: Record<string, unknown>; fileHash: string } | { unavailable: string }>;
}
