import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import type { PortalAccess } from '../ports.ts';
import type { Onboardings, RunRecord, Runs } from '../record/ports.ts';
import { refreshRun } from './refresh-run.ts';

export type WatchPorts = {
  onboardings: Pick<Onboardings, 'get' | 'completeStep'>;
  runs: Runs;
  portal: PortalAccess;
  runTimeoutMs: number;
};
export type WatchedRun = { tenantId: string; onboardingId: string; runId: string };

/** Azure or Entra says that the portal may not look: waiting changes nothing. */
const SHUT_OUT = new Set<ProblemCode>([
  'upstream-forbidden',
  'upstream-rejected',
  'consent-required',
  'claims-challenge',
]);

/**
 * One look at a run with nobody signed in. `again` while it goes on; `done` once it is judged or is not the portal's to
 * watch. If the portal is shut out, the person takes over at their next visit.
 */
export async function watchRun(ports: WatchPorts, watched: WatchedRun, now = new Date()): Promise<'again' | 'done'> {
  const { tenantId, onboardingId, runId } = watched;
  const [onboarding, run] = await Promise.all([
    ports.onboardings.get(tenantId, onboardingId),
    ports.runs.get(tenantId, onboardingId, runId),
  ]);
  if (!onboarding || !run || !isWatched(run)) return 'done';
  try {
    const reader = ports.portal.readerFor(tenantId);
    const read = await refreshRun({ ...ports, reader }, { onboarding, run, now });
    return isWatched(read) ? 'again' : 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A service that is away for a moment is asked again.
    if (!SHUT_OUT.has(error.code)) return 'again';
    const problem = `The portal can no longer read this Logic App by itself. It is read while you are signed in. ${error.message}`;
    await ports.runs.update(tenantId, runId, { watchedBy: 'you', problem });
    return 'done';
  }
}

const isWatched = ({ ready, watchedBy }: RunRecord): boolean => ready === undefined && watchedBy === 'portal';
