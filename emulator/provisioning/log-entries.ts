import { randomUUID } from 'node:crypto';
import type { Attempt, Run } from './run.ts';
import type { LogEntry } from './state.ts';

const RETENTION_MS = 30 * 24 * 3_600_000;
const KEPT_ROWS = 20_000;

/** Writes what was done for one object. Queries find it after the delay that real logs have. */
export function writeLog(run: Run, attempt: Attempt): void {
  const { core, state, job } = run;
  const entry = logEntry(run, attempt);
  const visibleAt = new Date(attempt.endedAt.getTime() + core.clock.wallMs(core.knobs.provisioningLogDelayMs));
  state.logs.insert({ id: entry.id, tenantId: job.tenantId, jobId: job.id, visibleAt: visibleAt.toISOString(), entry });
  if (state.logs.size > KEPT_ROWS) prune(run);
}

/** Old entries go, as they do after 30 days; beyond a limit the oldest too. */
function prune({ core, state }: Run): void {
  const limit = core.clock.now().getTime() - RETENTION_MS;
  const kept = state.logs.all().filter((row) => Date.parse(row.entry.activityDateTime) > limit);
  state.logs.replaceAll(kept.slice(-KEPT_ROWS / 2));
}

/** https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary */
function logEntry(run: Run, attempt: Attempt): LogEntry {
  const id = randomUUID();
  return {
    id,
    activityDateTime: attempt.endedAt.toISOString(),
    tenantId: run.job.tenantId,
    jobId: run.job.id,
    cycleId: run.cycleId,
    changeId: id,
    provisioningAction: attempt.action ?? 'other',
    durationInMilliseconds: attempt.endedAt.getTime() - attempt.startedAt.getTime(),
    initiatedBy: { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
    ...systems(run),
    sourceIdentity: sourceIdentity(attempt),
    targetIdentity: {
      id: attempt.targetId ?? '',
      displayName: '',
      identityType: attempt.item.mapping.targetObjectName,
      details: {},
    },
    provisioningStatusInfo: { status: attempt.status, errorInformation: errorInformation(attempt) },
    provisioningSteps: attempt.steps,
    modifiedProperties: attempt.modified,
  };
}

function systems({ job, directory }: Run) {
  const { appId = '', displayName = '' } = directory.servicePrincipals.get(job.servicePrincipalId) ?? {};
  const [sourceSystem, targetSystem] = job.schema.directories.map(({ id, name }) => ({ id, displayName: name }));
  const details = {
    ApplicationId: appId,
    ServicePrincipalId: job.servicePrincipalId,
    ServicePrincipalDisplayName: displayName,
  };
  return {
    servicePrincipal: { id: job.servicePrincipalId, displayName },
    sourceSystem: { ...sourceSystem, details: {} },
    targetSystem: { ...targetSystem, details },
  };
}

export function sourceIdentity({ item: { sourceId, kind, source, link } }: Attempt) {
  const displayName = source?.displayName ?? link?.displayName ?? '';
  const userPrincipalName = source?.userPrincipalName ?? link?.userPrincipalName;
  return {
    id: sourceId,
    displayName,
    identityType: kind,
    details: {
      id: sourceId,
      odatatype: kind,
      DisplayName: displayName,
      ...(userPrincipalName ? { UserPrincipalName: userPrincipalName } : {}),
    },
  };
}

/** https://learn.microsoft.com/graph/api/resources/provisioningerrorinfo */
export function errorInformation({ status, error }: Attempt) {
  if (!error) return null;
  return {
    errorCode: error.code,
    reason: error.reason,
    additionalDetails: null,
    errorCategory: status === 'failure' ? 'failure' : 'nonServiceFailure',
    recommendedAction: null,
  };
}
