import { randomUUID } from 'node:crypto';
import type { Scheduler } from './scheduler.ts';
import { runJobCycle, type Engine } from './cycle.ts';
import { defaultSchema, newVersion } from './default-schema.ts';
import { intervalMs, newStatus } from './job-status.ts';
import type { SyncSchema } from './schema-shape.ts';
import type { JobRow } from './state.ts';

/** The first cycle begins this long after the start. */
const START_DELAY_MS = 2_000;

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria */
export const RESET_SCOPES = [
  'None',
  'ConnectorDataStore',
  'Escrows',
  'Watermark',
  'QuarantineState',
  'Full',
  'ForceDeletes',
] as const;
export type ResetScope = (typeof RESET_SCOPES)[number];
/** What "Restart provisioning" resets when it names no scope. */
const PORTAL_RESTART: ResetScope[] = ['QuarantineState', 'Watermark', 'Escrows'];

/** The life of synchronization jobs. */
export function createJobs(engine: Engine, scheduler: Scheduler) {
  const { core, directory, state } = engine;

  /** A cycle now, and the next one an interval after this one began. A job ends with its service principal. */
  async function cycle(jobId: string, signal: AbortSignal): Promise<void> {
    const job = state.jobs.get(jobId);
    if (!job) return;
    const servicePrincipal = directory.servicePrincipals.get(job.servicePrincipalId);
    if (!servicePrincipal) return remove(job);
    const began = core.clock.now().getTime();
    try {
      if (!servicePrincipal.deletedAt) await runJobCycle(engine, job, signal);
    } catch (error) {
      // Rows that vanish under a running cycle (the emulator was reset, the job deleted) are no failure of it.
      if (state.jobs.get(jobId) === job && !signal.aborted) throw error;
    } finally {
      if (!signal.aborted) planNext(jobId, core.clock.now().getTime() - began);
    }
  }

  function remove(job: JobRow): void {
    scheduler.cancel(job.id);
    scheduler.interrupt(job.id);
    state.jobs.remove(job.id);
    const ofJob = (row: { jobId: string }) => row.jobId === job.id;
    state.links.removeWhere(ofJob);
    state.watermarks.removeWhere(ofJob);
    state.escrows.removeWhere(ofJob);
  }

  function planNext(jobId: string, tookWallMs: number): void {
    const job = state.jobs.get(jobId);
    if (!job || job.scheduleState !== 'Active') return;
    const interval = intervalMs(job, core, isFast(job));
    planIn(jobId, Math.max(0, interval - tookWallMs * core.clock.scale));
  }

  function planIn(jobId: string, delayMs: number): void {
    scheduler.plan(jobId, delayMs, () => {
      scheduler.enqueue(jobId, cycle).catch((error: unknown) => {
        // Not a failure of the target, which the job's status tells: a defect of the emulator, to be seen.
        console.error(`The provisioning cycle of ${jobId} failed.`, error);
      });
    });
  }

  function isFast({ tenantId }: JobRow): boolean {
    return directory.tenants.get(tenantId)?.fastCycles === true;
  }

  function reset(job: JobRow, scopes: ReadonlySet<ResetScope>): void {
    const ofJob = (row: { jobId: string }) => row.jobId === job.id;
    const includes = (...wanted: ResetScope[]) => scopes.has('Full') || wanted.some((scope) => scopes.has(scope));
    if (includes()) state.links.removeWhere(ofJob);
    if (includes('Watermark', 'ConnectorDataStore')) state.watermarks.removeWhere(ofJob);
    if (includes('Escrows')) state.escrows.removeWhere(ofJob);
    if (scopes.has('ForceDeletes')) state.jobs.update(job.id, { areDeletesForced: true });
    if (includes('QuarantineState', 'ForceDeletes')) {
      state.jobs.update(job.id, { status: { ...job.status, quarantine: null } });
    }
  }

  function activate(job: JobRow): void {
    const { quarantine, lastExecution } = job.status;
    const code = quarantine ? 'Quarantine' : lastExecution ? 'Active' : 'NotRun';
    state.jobs.update(job.id, { scheduleState: 'Active', status: { ...job.status, code } });
    planIn(job.id, START_DELAY_MS);
  }

  return {
    cycle,
    create({
      tenantId,
      servicePrincipalId,
      templateId,
    }: Pick<JobRow, 'tenantId' | 'servicePrincipalId' | 'templateId'>): JobRow {
      const id = `${templateId}.${tenantId.replaceAll('-', '')}.${randomUUID()}`;
      return state.jobs.insert({
        id,
        tenantId,
        servicePrincipalId,
        templateId,
        scheduleState: 'Disabled',
        status: newStatus(),
        schema: defaultSchema(id),
        settings: [{ name: 'QuarantineTooManyDeletesThreshold', value: '500' }],
        createdAt: core.clock.now().toISOString(),
        areDeletesForced: false,
      });
    },
    /** A started job goes on as it is. */
    start(job: JobRow): void {
      if (job.scheduleState !== 'Active') activate(job);
    },
    /** Lets the running cycle finish and plans no other. */
    pause(job: JobRow): void {
      scheduler.cancel(job.id);
      state.jobs.update(job.id, { scheduleState: 'Paused', status: { ...job.status, code: 'Paused' } });
    },
    restart(job: JobRow, scopes: ResetScope[]): void {
      scheduler.interrupt(job.id);
      reset(job, new Set(scopes.length > 0 ? scopes : PORTAL_RESTART));
      activate(job);
    },
    /** Replaces the schema as a whole; the next cycle looks at everything again, links survive. */
    saveSchema(job: JobRow, schema: SyncSchema): void {
      scheduler.interrupt(job.id);
      state.jobs.update(job.id, { schema: { ...schema, id: job.id, version: newVersion() } });
      reset(job, new Set<ResetScope>(['Watermark']));
      if (job.scheduleState === 'Active') planIn(job.id, START_DELAY_MS);
    },
    /** New secrets end the wait of a job that the old ones put into quarantine. */
    retryQuarantined(servicePrincipalId: string): void {
      const jobs = state.jobs.find(
        (job) => job.servicePrincipalId === servicePrincipalId && job.scheduleState === 'Active',
      );
      for (const job of jobs.filter((one) => one.status.quarantine)) planIn(job.id, START_DELAY_MS);
    },
    remove,
    /** After a restart of the emulator, active jobs go on. */
    resume(): void {
      for (const job of state.jobs.find((one) => one.scheduleState === 'Active')) planIn(job.id, START_DELAY_MS);
    },
    interval: (job: JobRow) => intervalMs({ ...job, status: { ...job.status, quarantine: null } }, core, isFast(job)),
  };
}
export type Jobs = ReturnType<typeof createJobs>;
