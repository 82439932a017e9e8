import type { Core } from '../core/core.ts';
import type { SyncJobRow } from '../core/siblings.ts';
import type { ObjectKind, SyncSchema } from './schema-shape.ts';
import type { FlatValues } from './target-path.ts';

export type JobError = { code: string; message: string; tenantActionable?: boolean };

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution */
export type Execution = {
  activityIdentifier: string;
  state: 'Succeeded' | 'Failed' | 'EntryLevelErrors';
  timeBegan: string;
  timeEnded: string;
  error: JobError | null;
  countEntitled: number;
  countEntitledForProvisioning: number;
  countEscrowed: number;
  countEscrowedRaw: number;
  countExported: number;
  countExports: number;
  countImported: number;
  countImportedDeltas: number;
  countImportedReferenceDeltas: number;
};

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine */
export type Quarantine = {
  currentBegan: string;
  nextAttempt: string;
  reason: 'EncounteredQuarantineException' | 'TooManyDeletes';
  seriesBegan: string;
  seriesCount: number;
  error: JobError | null;
};

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus */
export type JobStatus = {
  code: 'NotConfigured' | 'NotRun' | 'Active' | 'Paused' | 'Quarantine';
  countSuccessiveCompleteFailures: number;
  escrowsPruned: boolean;
  lastExecution: Execution | null;
  lastSuccessfulExecution: Execution | null;
  lastSuccessfulExecutionWithExports: Execution | null;
  progress: { completedUnits: number; progressObservationDateTime: string; totalUnits: number; units: string }[];
  quarantine: Quarantine | null;
  steadyStateFirstAchievedTime: string;
  steadyStateLastAchievedTime: string;
  synchronizedEntryCountByType: { key: string; value: number }[];
  troubleshootingUrl: null;
};

export type JobRow = Omit<SyncJobRow, 'status' | 'schema'> & {
  status: JobStatus;
  schema: SyncSchema;
  /** One restart with ForceDeletes lets the next cycle pass the accidental-delete threshold. */
  areDeletesForced: boolean;
};

export type SecretPair = { key: string; value: string };
export type SecretsRow = { id: string; tenantId: string; values: SecretPair[] };

/** What a job knows of one object it manages: which resource it is in the target, and what was last sent there. */
export type LinkRow = {
  id: string;
  jobId: string;
  sourceId: string;
  kind: ObjectKind;
  targetId: string;
  displayName: string;
  userPrincipalName?: string;
  exported: FlatValues;
  /** A dropped object left scope and is not touched again unless it comes back. */
  state: 'managed' | 'disabled' | 'dropped';
  manager?: { sourceId: string; targetId: string };
  /** Target ids of members by their source id. */
  members: Record<string, string>;
};

/** The state of an object when it was last evaluated: unchanged ones are not looked at again. */
export type WatermarkRow = { id: string; jobId: string; fingerprint: string };

/** An object whose last export failed. */
export type EscrowRow = {
  id: string;
  jobId: string;
  sourceId: string;
  attempts: number;
  firstFailedAt: string;
  nextAttemptAt: string;
};

/** A provisioning log entry and when queries start to find it. */
export type LogRow = { id: string; tenantId: string; jobId: string; visibleAt: string; entry: LogEntry };

/** https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary */
export type LogEntry = {
  id: string;
  activityDateTime: string;
  provisioningAction: string;
  provisioningStatusInfo: { status: string; errorInformation: unknown };
  modifiedProperties: { displayName: string; oldValue: string | null; newValue: string | null }[];
  [property: string]: unknown;
};

export function provisioningState({ store }: Pick<Core, 'store'>) {
  return {
    jobs: store.collection<JobRow>('provisioning.jobs'),
    secrets: store.collection<SecretsRow>('provisioning.secrets'),
    links: store.collection<LinkRow>('provisioning.links'),
    watermarks: store.collection<WatermarkRow>('provisioning.watermarks'),
    escrows: store.collection<EscrowRow>('provisioning.escrows'),
    logs: store.collection<LogRow>('provisioning.logs'),
  };
}
export type ProvisioningState = ReturnType<typeof provisioningState>;

/** Rows of a job about one object share this id. */
export function rowId(jobId: string, sourceId: string): string {
  return `${jobId}|${sourceId}`;
}

/** Inserts, or replaces the row of the same id. */
export function put<Row extends { id: string }>(
  table: { get(id: string): Row | undefined; insert(row: Row): Row; update(id: string, patch: Partial<Row>): Row },
  row: Row,
): Row {
  return table.get(row.id) ? table.update(row.id, row) : table.insert(row);
}
