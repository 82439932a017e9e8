import type { Core } from '../core/core.ts';
import { hasGivenUp } from './escrows.ts';
import type { Tally } from './scim-client.ts';
import type { Execution, JobError, JobRow, JobStatus, ProvisioningState, Quarantine } from './state.ts';

const NEVER = '0001-01-01T00:00:00Z';
/** https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status */
const QUARANTINE_INTERVAL_MS = 24 * 3_600_000;

export function newStatus(): JobStatus {
  return {
    code: 'NotConfigured',
    countSuccessiveCompleteFailures: 0,
    escrowsPruned: false,
    lastExecution: null,
    lastSuccessfulExecution: null,
    lastSuccessfulExecutionWithExports: null,
    progress: [],
    quarantine: null,
    steadyStateFirstAchievedTime: NEVER,
    steadyStateLastAchievedTime: NEVER,
    synchronizedEntryCountByType: [],
    troubleshootingUrl: null,
  };
}

/** What a finished cycle amounts to. `blocked` puts the job into quarantine. */
export type Outcome = {
  execution: Omit<Execution, 'state' | 'error'>;
  failedCount: number;
  error?: JobError;
  blocked?: { reason: Quarantine['reason']; error: JobError | null };
};

/** The job's status after a cycle. A paused job stays paused. */
export function statusAfter(
  before: JobRow,
  outcome: Outcome,
  { core, state }: { core: Core; state: ProvisioningState },
): JobStatus {
  const { status } = before;
  const execution = executionOf(outcome);
  const quarantine = outcome.blocked ? quarantineAfter(status.quarantine, outcome.blocked, core) : null;
  return {
    ...status,
    ...lastExecutions(status, execution),
    ...(quarantine || execution.state !== 'Succeeded' ? {} : steadyState(status, execution.timeEnded)),
    code: codeOf(before, quarantine),
    countSuccessiveCompleteFailures: execution.error ? status.countSuccessiveCompleteFailures + 1 : 0,
    progress: [{ completedUnits: 1, totalUnits: 1, units: 'pages', progressObservationDateTime: execution.timeEnded }],
    quarantine,
    escrowsPruned: hasGivenUp({ state, job: before }),
    synchronizedEntryCountByType: entryCounts(before, state),
  };
}

function executionOf({ execution, blocked, error, failedCount }: Outcome): Execution {
  const cause = blocked?.error ?? error ?? null;
  const state = cause ? 'Failed' : failedCount > 0 ? 'EntryLevelErrors' : 'Succeeded';
  return { ...execution, state, error: cause };
}

function lastExecutions(status: JobStatus, execution: Execution) {
  const isClean = execution.state === 'Succeeded';
  return {
    lastExecution: execution,
    lastSuccessfulExecution: isClean ? execution : status.lastSuccessfulExecution,
    lastSuccessfulExecutionWithExports:
      isClean && execution.countExported > 0 ? execution : status.lastSuccessfulExecutionWithExports,
  };
}

function steadyState({ steadyStateFirstAchievedTime: first }: JobStatus, now: string) {
  return { steadyStateFirstAchievedTime: first === NEVER ? now : first, steadyStateLastAchievedTime: now };
}

function codeOf({ scheduleState }: JobRow, quarantine: Quarantine | null): JobStatus['code'] {
  if (scheduleState === 'Paused') return 'Paused';
  return quarantine ? 'Quarantine' : 'Active';
}

function quarantineAfter(
  before: Quarantine | null,
  { reason, error }: { reason: Quarantine['reason']; error: JobError | null },
  { clock }: Core,
): Quarantine {
  const now = clock.now();
  return {
    currentBegan: before?.currentBegan ?? now.toISOString(),
    nextAttempt: new Date(now.getTime() + clock.wallMs(QUARANTINE_INTERVAL_MS)).toISOString(),
    reason,
    seriesBegan: before?.seriesBegan ?? now.toISOString(),
    seriesCount: (before?.seriesCount ?? 0) + 1,
    error,
  };
}

function entryCounts(job: JobRow, { links }: ProvisioningState): JobStatus['synchronizedEntryCountByType'] {
  const mappings = job.schema.synchronizationRules.flatMap((rule) => rule.objectMappings);
  return mappings
    .filter((mapping) => mapping.enabled)
    .map(({ sourceObjectName, targetObjectName }) => ({
      key: `${sourceObjectName} to ${targetObjectName}`,
      value: links.find((link) => link.jobId === job.id && link.kind === sourceObjectName && link.state !== 'dropped')
        .length,
    }));
}

/** How long until the next cycle begins: the tenant's interval, or daily in quarantine. */
export function intervalMs(job: JobRow, { knobs }: Core, isFastTenant: boolean): number {
  if (job.status.quarantine) return QUARANTINE_INTERVAL_MS;
  return isFastTenant ? knobs.fastCycleMs : knobs.standardCycleMs;
}

/** Whether no request of a cycle went through, and for which reason. */
export function wholeFailure({ answered, unauthorized, incompatible, unreachable }: Tally): keyof Tally | undefined {
  if (answered > 0) return undefined;
  if (unauthorized > 0) return 'unauthorized';
  if (incompatible > 0) return 'incompatible';
  return unreachable > 0 ? 'unreachable' : undefined;
}
