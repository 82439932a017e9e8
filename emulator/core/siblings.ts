import type { Hono } from 'hono';
import type { Collection } from './collection.ts';

/** What each service of the emulator offers the others: the only way one reaches another. */

/** Who calls, read from a verified access token. */
export type Caller = {
  tenantId: string;
  objectId: string;
  appId: string;
  kind: 'user' | 'app';
  /** Delegated scopes (`scp`), for users. */
  scopes: ReadonlySet<string>;
  /** App roles (`roles`), for applications and managed identities. */
  roles: ReadonlySet<string>;
  expiresAt: Date;
  /** Authentication demands (`acrs`) that the sign-in behind the token has met. */
  authContexts?: ReadonlySet<string>;
};

/** A token that is missing, malformed, expired, or for another audience. Each service gives it its vendor's error shape. */
export class TokenRefused extends Error {
  readonly code: 'missing' | 'malformed' | 'expired' | 'audience' | 'signature';
  constructor(code: TokenRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export type EntraService = {
  app: Hono;
  /** Verifies signature, expiry and audience of an `Authorization` header. Throws TokenRefused. */
  verifyCaller(authorization: string | undefined, audience: 'graph' | 'arm'): Promise<Caller>;
  /** A token as the instance metadata service hands it to a managed identity, with its app roles of that moment (cached if the knob says so). */
  managedIdentityToken(
    tenantId: string,
    servicePrincipalId: string,
    audience: string,
  ): Promise<{ accessToken: string; expiresAt: Date }>;
  /** Like a restart of the identity's host: forgets its cached tokens. */
  forgetManagedIdentityTokens(servicePrincipalId: string): void;
  /** The WWW-Authenticate header to refuse this caller with (401), when a planted claims challenge asks for more than its token shows. */
  claimsChallengeFor(caller: Caller, resource: 'graph' | 'arm'): string | undefined;
  /** The tenant in an unverified bearer token; for the fault gate and the request log only. */
  tenantOfToken(authorization: string | undefined): string | undefined;
};

// --- Logic Apps runtime, used by ARM ---

export type WorkflowDefinition = {
  $schema: string;
  contentVersion: string;
  parameters?: Record<string, { type: string; defaultValue?: unknown; allowedValues?: unknown[]; metadata?: unknown }>;
  triggers: Record<string, { type: string; kind?: string; [key: string]: unknown }>;
  actions: Record<string, unknown>;
  outputs?: Record<string, unknown>;
};
export type ParameterValues = Record<string, { value?: unknown }>;

/** A definition or parameter set the platform would refuse at PUT. `code` is ARM's (`InvalidTemplate`, …). */
export class DefinitionRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type RunStatus = 'Waiting' | 'Running' | 'Succeeded' | 'Failed' | 'Cancelled' | 'TimedOut';
export type RunRow = {
  /** The run name, unique across workflows: like `08584241990693220123474542218CU00`. */
  id: string;
  workflowId: string;
  versionId: string;
  triggerName: string;
  status: RunStatus;
  code?: string;
  error?: { code: string; message: string };
  startTime: string;
  endTime?: string;
  clientTrackingId: string;
};
/** One action's state, or one repetition of it inside a loop. */
export type ActionRow = {
  /** `<run>/<action>` or `<run>/<action>/<repetition name>`. */
  id: string;
  runId: string;
  name: string;
  /** `000003` for the fourth pass of one loop, `000003-000001` in nested ones; undefined for the action itself. */
  repetition?: string;
  repetitionIndexes?: { scopeName: string; itemIndex: number }[];
  type: string;
  status: string;
  code?: string;
  error?: { code: string; message: string };
  startTime: string;
  endTime?: string;
  trackingId: string;
  /** How many passes a loop made. */
  iterationCount?: number;
  /** How many repetitions of this action exist. */
  repetitionCount?: number;
  /** Keys of kept contents; absent when the action has none (skipped, or a container). */
  inputsKey?: string;
  outputsKey?: string;
  retryHistory?: unknown[];
};

/** What is kept of a run beside its row: a row per action and repetition, and contents by key. */
export type SavedRun = { rows: ActionRow[]; contents: [string, unknown][] };

export type LogicAppsService = {
  /** Refuses what the platform would refuse at PUT: structure, unknown actions or functions, unparsable expressions, wrong parameter types. */
  validate(definition: WorkflowDefinition, parameters: ParameterValues): void;
  /** Starts a run and returns at once; the run goes on by itself and ends in `runs`. */
  startRun(input: {
    workflowId: string;
    workflowName: string;
    versionId: string;
    definition: WorkflowDefinition;
    parameters: ParameterValues;
    triggerName: string;
    triggerBody?: unknown;
    identity?: { tenantId: string; principalId: string };
  }): RunRow;
  /** Cancels a running run; a finished one stays as it is. */
  cancelRun(runId: string): void;
  /** Ends with the run; at once if it has ended. */
  runEnded(runId: string): Promise<void>;
  runs: Collection<RunRow>;
  /** For trying forgeries: a run that never ran so, made from one that did; its rows and contents may be edited. */
  copyRun(runId: string, changes?: Partial<RunRow>, edit?: (saved: SavedRun) => SavedRun): RunRow;
  /** All rows of a run, actions first in the order they started. */
  actionsOf(runId: string): ActionRow[];
  /** Kept inputs or outputs by key, as raw JSON value; undefined if unknown. */
  content(key: string): unknown;
};

// --- Provisioning service, used by Graph ---

export type SyncJobRow = {
  /** `scim.<tenant without dashes>.<guid>`. */
  id: string;
  tenantId: string;
  servicePrincipalId: string;
  templateId: string;
  scheduleState: 'Active' | 'Disabled' | 'Paused';
  /** The wire's `status` object. */
  status: Record<string, unknown>;
  schema: Record<string, unknown>;
  settings: { name: string; value: string }[];
  createdAt: string;
};

/** The engine's refusal, with the Graph status and error codes that callers see. */
export class ProvisioningRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly inner?: { code: string; message: string };
  constructor(status: number, code: string, message: string, inner?: { code: string; message: string }) {
    super(message);
    this.status = status;
    this.code = code;
    this.inner = inner;
  }
}

export type ProvisioningService = {
  /** Routes below `/servicePrincipals/{spId}/synchronization` and `/auditLogs/provisioning`, mounted by Graph behind its checks. */
  synchronizationRoutes: Hono<{ Variables: { caller: Caller; graphVersion: 'v1.0' | 'beta' } }>;
  provisioningLogRoutes: Hono<{ Variables: { caller: Caller; graphVersion: 'v1.0' | 'beta' } }>;
  /** Runs one cycle of a job now and waits for it; for tests and the control API. */
  runCycle(jobId: string): Promise<void>;
  jobs: Collection<SyncJobRow>;
  stop(): void;
};
