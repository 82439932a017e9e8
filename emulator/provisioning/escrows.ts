import type { Item, Run } from './run.ts';
import { put, rowId, type EscrowRow } from './state.ts';

const HOUR_MS = 3_600_000;
/** https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status */
const GIVE_UP_MS = 28 * 24 * HOUR_MS;
/** The first retry comes with the next cycle, later ones ever more rarely. */
const RETRY_MS = [0, 6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS];
const NEVER = '9999-12-31T23:59:59Z';

export function escrow({ core, state, job }: Run, { sourceId }: Item): EscrowRow {
  const id = rowId(job.id, sourceId);
  const now = core.clock.now();
  const before = state.escrows.get(id);
  const attempts = (before?.attempts ?? 0) + 1;
  const firstFailedAt = before?.firstFailedAt ?? now.toISOString();
  const waitMs = RETRY_MS[Math.min(attempts, RETRY_MS.length) - 1] ?? 0;
  const isGivenUp = now.getTime() - Date.parse(firstFailedAt) > core.clock.wallMs(GIVE_UP_MS);
  const nextAttemptAt = isGivenUp ? NEVER : new Date(now.getTime() + core.clock.wallMs(waitMs)).toISOString();
  return put(state.escrows, { id, jobId: job.id, sourceId, attempts, firstFailedAt, nextAttemptAt });
}

export function clearEscrow({ state, job }: Run, { sourceId }: Item): void {
  state.escrows.remove(rowId(job.id, sourceId));
}

/** Whether a job has given objects up for good. */
export function hasGivenUp({ state, job }: Pick<Run, 'state' | 'job'>): boolean {
  return state.escrows.first((row) => row.jobId === job.id && row.nextAttemptAt === NEVER) !== undefined;
}
