import { randomUUID } from 'node:crypto';
import { connect } from './connection.ts';
import type { Engine } from './cycle.ts';
import { exportItems } from './export-items.ts';
import { errorInformation, sourceIdentity } from './log-entries.ts';
import { planRun, secretsOf, sourcesInScope } from './plan.ts';
import type { Attempt, Run, Step } from './run.ts';
import type { ObjectKind } from './schema-shape.ts';
import { userSource } from './source-object.ts';
import type { JobRow } from './state.ts';

export type Subject = { objectId: string; objectTypeName: ObjectKind; memberIds: string[] };
export type OnDemandAnswer = { key: string; value: string };

/**
 * Provisions one object at once. Not even the compliance flag changes what is sent here.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 */
export async function provisionOnDemand(
  engine: Engine,
  job: JobRow,
  { subject, signal }: { subject: Subject; signal: AbortSignal },
) {
  const { core, directory, state } = engine;
  const connection = connect(secretsOf({ state, job }), { ...engine.network, signal });
  const form = { isCompliant: false, isDisableText: core.knobs.disableAsString };
  const run: Run = {
    core,
    state,
    directory,
    job,
    connection,
    form,
    isFull: true,
    cycleId: randomUUID(),
    attempts: [],
    adopted: new Set(),
  };
  const plan = planRun(run);
  const wanted = new Set([subject.objectId, ...subject.memberIds]);
  const items = plan.items.filter((item) => wanted.has(item.sourceId));
  await exportItems(run, items, plan.entitledIds);
  const attempts = run.attempts.filter((attempt) => attempt.item.sourceId === subject.objectId);
  return answer(run, subject, attempts.findLast((attempt) => attempt.action) ?? attempts[0]);
}

function answer(run: Run, subject: Subject, attempt: Attempt | undefined): OnDemandAnswer {
  const result = resultOf(attempt);
  const details = detailsOf(attempt);
  return {
    key: JSON.stringify({ result, details: result === 'Success' ? {} : details }),
    value: attempt && subject.objectTypeName === 'User' ? JSON.stringify(valueOf(run, attempt)) : '{}',
  };
}

function resultOf(attempt: Attempt | undefined): 'Success' | 'Skipped' | 'Failure' {
  if (attempt?.status === 'failure') return 'Failure';
  return attempt?.action && attempt.status === 'success' ? 'Success' : 'Skipped';
}

function detailsOf(attempt: Attempt | undefined) {
  if (!attempt)
    return { errorCode: 'NotEffectivelyEntitled', errorMessage: 'The object is not in the scope of the job.' };
  if (attempt.error) return { errorCode: attempt.error.code, errorMessage: attempt.error.reason };
  return { errorCode: 'RedundantExport', errorMessage: 'The object in the target is the same already.' };
}

function valueOf(run: Run, attempt: Attempt) {
  const [source, target] = run.job.schema.directories;
  const { identityType: sourceType, ...identity } = sourceIdentity(attempt);
  return {
    action: capitalised(attempt.action ?? 'other'),
    changeId: randomUUID(),
    startTime: attempt.startedAt.toISOString(),
    endTime: attempt.endedAt.toISOString(),
    reportableIdentifier: attempt.item.source?.userPrincipalName ?? '',
    statusInfo: { status: capitalised(attempt.status), ...errorInformation(attempt) },
    sourceIdentity: { ...identity, type: sourceType },
    targetIdentity: {
      id: attempt.targetId ?? '',
      type: attempt.item.mapping.targetObjectName,
      displayName: '',
      details: {},
    },
    sourceSystem: { id: source?.id, name: source?.name, details: {} },
    targetSystem: { id: target?.id, name: target?.name, details: {} },
    modifiedProperties: attempt.modified,
    provisioningSteps: [attempt.steps[0], scopingStep(run, attempt), ...attempt.steps.slice(1)].flatMap((one) =>
      one ? [wireStep(one, attempt.endedAt)] : [],
    ),
  };
}

function scopingStep(run: Run, { item }: Attempt): Step {
  const user = run.directory.users.get(item.sourceId);
  const isAssigned = sourcesInScope(run).some((source) => source.id === item.sourceId);
  const isActive = user !== undefined && !userSource(user, { isEntitled: true, appRoles: [] }).isSoftDeleted;
  return {
    name: 'EntrySynchronizationScoping',
    provisioningStepType: 'scoping',
    status: 'success',
    description: 'Determine if the object is in scope for provisioning.',
    details: {
      IsActive: capitalised(String(isActive)),
      Assigned: capitalised(String(isAssigned)),
      IsEffectivelyEntitledForProvisioning: capitalised(String(isAssigned)),
      IsInProvisioningScopeDisplayName: capitalised(String(item.fate === 'keep')),
      ScopeEvaluationResult: '{}',
    },
  };
}

function wireStep({ provisioningStepType, status, ...rest }: Step, at: Date) {
  return { ...rest, type: capitalised(provisioningStepType), status: capitalised(status), timestamp: at.toISOString() };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
