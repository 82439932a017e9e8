import { randomUUID } from 'node:crypto';
import type { Core } from '../core/core.ts';
import type { Directory } from '../directory/state.ts';
import { attemptOn } from './attempt.ts';
import { connect, wireForm, type Connection, type Network } from './connection.ts';
import { exportItems, removals } from './export-items.ts';
import { ConnectionFailure, EntryFailure, INCOMPATIBLE, INVALID_CREDENTIALS } from './failures.ts';
import { statusAfter, wholeFailure, type Outcome } from './job-status.ts';
import { planRun, secretsOf, settingOf, type Plan } from './plan.ts';
import type { Item, Run } from './run.ts';
import { equalsFilter } from './scim-client.ts';
import type { JobRow, ProvisioningState } from './state.ts';

export type Engine = { core: Core; directory: Directory; state: ProvisioningState; network: Network };

/**
 * One cycle of a job: reads what is in scope, exports what changed, and leaves the job's status. The first one, and
 * the first after a reset, looks at everything.
 * https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works#provisioning-cycles-initial-and-incremental
 */
export async function runJobCycle(engine: Engine, job: JobRow, signal: AbortSignal): Promise<void> {
  const { core, state } = engine;
  const began = core.clock.now();
  const cycleId = randomUUID();
  const outcome = await outcomeOf(engine, job, { signal, cycleId, began });
  // A cycle that was cut off by a restart or the end of its job says nothing about it.
  if (signal.aborted || state.jobs.get(job.id) !== job) return;
  state.jobs.update(job.id, { status: statusAfter(job, outcome, { core, state }) });
}

type Cycle = { signal: AbortSignal; cycleId: string; began: Date };

async function outcomeOf(engine: Engine, job: JobRow, cycle: Cycle): Promise<Outcome> {
  try {
    const connection = connect(secretsOf({ state: engine.state, job }), { ...engine.network, signal: cycle.signal });
    if (job.status.quarantine?.reason === 'EncounteredQuarantineException') await probe(engine, job, connection);
    return await exported(engine, { job, connection, cycle });
  } catch (error) {
    if (cycle.signal.aborted) return nothingDone(engine, cycle);
    if (error instanceof ConnectionFailure) return blocked(nothingDone(engine, cycle), error.code, error.message);
    throw error;
  }
}

/** A job in quarantine asks one question before it troubles the target with everything that waits. */
async function probe(engine: Engine, job: JobRow, { client }: Connection): Promise<void> {
  try {
    await client.find('Users', equalsFilter('userName', randomUUID()));
  } catch (error) {
    if (!(error instanceof EntryFailure)) throw error;
    throw new ConnectionFailure(error.code === 'Unauthorized' ? INVALID_CREDENTIALS : error.code, error.message);
  }
  for (const row of engine.state.escrows.find((one) => one.jobId === job.id)) {
    engine.state.escrows.update(row.id, { nextAttemptAt: engine.core.clock.now().toISOString() });
  }
}

type Exporting = { job: JobRow; connection: Connection; cycle: Cycle };

async function exported(engine: Engine, { job, connection, cycle }: Exporting): Promise<Outcome> {
  const { core, state, directory } = engine;
  const isFull = state.watermarks.first((row) => row.jobId === job.id) === undefined;
  const plan = planRun({ core, state, directory, job, isFull });
  const form = wireForm(connection, core.knobs);
  const run: Run = {
    core,
    state,
    directory,
    job,
    connection,
    form,
    isFull,
    cycleId: cycle.cycleId,
    attempts: [],
    adopted: new Set(),
  };
  const staged = stagedRemovals(run, plan);
  const stagedIds = new Set(staged.map((item) => item.sourceId));
  await exportItems(
    run,
    plan.items.filter((item) => !stagedIds.has(item.sourceId)),
    plan.entitledIds,
  );
  if (job.areDeletesForced) state.jobs.update(job.id, { areDeletesForced: false });
  const done = summary(engine, { run, plan, cycle });
  if (staged.length === 0) return withWholeFailure(done, connection);
  await stage(run, staged);
  return { ...done, blocked: { reason: 'TooManyDeletes', error: null } };
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/accidental-deletions */
function stagedRemovals(run: Run, { items }: Plan): Item[] {
  const threshold = deleteThreshold(settingOf(secretsOf(run), 'SyncNotificationSettings'));
  if (threshold === undefined || run.job.areDeletesForced) return [];
  const found = removals(run, items);
  return found.length > threshold ? found : [];
}

function deleteThreshold(settings: string | undefined): number | undefined {
  try {
    const parsed = JSON.parse(settings ?? '{}') as { DeleteThresholdEnabled?: boolean; DeleteThresholdValue?: number };
    return parsed.DeleteThresholdEnabled ? parsed.DeleteThresholdValue : undefined;
  } catch {
    // A value that is not JSON sets no threshold.
    return undefined;
  }
}

/** Held back, and told once: a job already in quarantine for it has its entries. */
async function stage(run: Run, staged: Item[]): Promise<void> {
  if (run.job.status.quarantine?.reason === 'TooManyDeletes') return;
  for (const item of staged) {
    await attemptOn(run, item, async (attempt) => {
      attempt.action = 'stageddelete';
      attempt.error = { code: 'TooManyDeletes', reason: 'More objects would be removed than the threshold allows.' };
    });
  }
}

function withWholeFailure(done: Outcome, { client }: Connection): Outcome {
  const failure = done.failedCount > 0 ? wholeFailure(client.tally) : undefined;
  if (failure === 'unauthorized') {
    return blocked(done, INVALID_CREDENTIALS, 'The credentials were refused by the application.');
  }
  if (failure === 'incompatible') {
    return blocked(done, INCOMPATIBLE, 'The application does not answer queries as SCIM 2.0 demands.');
  }
  if (failure === 'unreachable') {
    return { ...done, error: { code: 'ServiceUnavailable', message: 'The application could not be reached.' } };
  }
  return done;
}

function blocked(done: Outcome, code: string, message: string): Outcome {
  const error = { code, message, tenantActionable: true };
  return { ...done, blocked: { reason: 'EncounteredQuarantineException', error } };
}

function nothingDone(engine: Engine, cycle: Cycle): Outcome {
  return { failedCount: 0, execution: counts(engine, cycle, {}) };
}

function summary(engine: Engine, { run, plan, cycle }: { run: Run; plan: Plan; cycle: Cycle }): Outcome {
  const withAction = run.attempts.filter((attempt) => attempt.action);
  const exports = withAction.filter((attempt) => attempt.status === 'success').length;
  const escrowed = engine.state.escrows.find((row) => row.jobId === run.job.id).length;
  return {
    failedCount: run.attempts.filter((attempt) => attempt.status === 'failure').length,
    execution: counts(engine, cycle, {
      countEntitled: plan.entitledCount,
      countEntitledForProvisioning: plan.entitledCount,
      countEscrowed: escrowed,
      countEscrowedRaw: escrowed,
      countExported: exports,
      countExports: exports,
      countImported: plan.items.length,
      countImportedDeltas: plan.items.length,
    }),
  };
}

function counts(
  { core }: Engine,
  { cycleId, began }: Cycle,
  counted: Partial<Outcome['execution']>,
): Outcome['execution'] {
  return {
    activityIdentifier: cycleId,
    timeBegan: began.toISOString(),
    timeEnded: core.clock.now().toISOString(),
    countEntitled: 0,
    countEntitledForProvisioning: 0,
    countEscrowed: 0,
    countEscrowedRaw: 0,
    countExported: 0,
    countExports: 0,
    countImported: 0,
    countImportedDeltas: 0,
    countImportedReferenceDeltas: 0,
    ...counted,
  };
}
