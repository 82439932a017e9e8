import type { RunReader } from '../ports.ts';
import type { AuditEntry, OnboardingRecord, Onboardings, RunChanges, RunRecord, Runs } from '../record/ports.ts';
import { changesOf, missingRunChecks, readEvidence } from './evidence.ts';
import { isLive, isVerified } from './run-view.ts';

export type RefreshPorts = {
  runs: Pick<Runs, 'get' | 'update'>;
  onboardings: Pick<Onboardings, 'completeStep'>;
  runTimeoutMs: number;
  reader: RunReader;
};
export type Refresh = {
  onboarding: OnboardingRecord;
  run: RunRecord;
  /** Read with a signed-in person's rights. */
  verifiedDomains?: string[];
  now: Date;
};

/** A new run may be missing from Azure's answers for a while. */
const VISIBLE_WITHIN_MS = 5 * 60_000;

/**
 * Reads a run at its source and keeps what was found; once it has ended also the verdict and the checks, and the step is
 * complete if all hold. Reading again changes nothing but the time. A run that ended is never set back to running.
 */
export async function refreshRun(ports: RefreshPorts, refresh: Refresh): Promise<RunRecord> {
  const { onboarding, run, now } = refresh;
  const { runName } = run;
  if (runName === undefined) return run;
  const evidence = await readEvidence(ports.reader, { ...refresh, run: { ...run, runName } });
  const changes = evidence ? changesOf(evidence, now) : whenMissing({ ...refresh, run: { ...run, runName } });
  if (!changes) return run;
  if (changes.ready === undefined && (await hasEndedMeanwhile(ports, refresh))) return run;
  const kept = withTimeLimit(changes, { ...refresh, runTimeoutMs: ports.runTimeoutMs });
  const saved = await ports.runs.update(
    onboarding.tenantId,
    run.id,
    kept,
    kept.ready !== undefined && run.ready === undefined ? verdictOf(run, kept) : undefined,
  );
  if (isVerified(saved)) {
    await ports.onboardings.completeStep(onboarding.tenantId, onboarding.id, 'run-validation');
  }
  return saved;
}

async function hasEndedMeanwhile({ runs }: RefreshPorts, { onboarding, run }: Refresh): Promise<boolean> {
  const kept = await runs.get(onboarding.tenantId, onboarding.id, run.id);
  return kept?.ready !== undefined;
}

function whenMissing(refresh: Refresh & { run: RunRecord & { runName: string } }): RunChanges | undefined {
  const { run, now } = refresh;
  if (isLive(run) && now.getTime() - run.startedAt.getTime() < VISIBLE_WITHIN_MS) return undefined;
  const problem = 'Azure no longer knows this run: the Logic App or its history was deleted.';
  const acceptance = missingRunChecks(refresh);
  return {
    status: 'lost',
    ready: false,
    blocking: [problem],
    acceptance,
    problem,
    endedAt: run.endedAt ?? now,
    readAt: now,
    verifiedAt: null,
  };
}

/** A run that never ends is not watched for ever. */
function withTimeLimit(
  changes: RunChanges,
  { run, runTimeoutMs, now }: Refresh & { runTimeoutMs: number },
): RunChanges {
  if (changes.ready !== undefined || now.getTime() - run.startedAt.getTime() < runTimeoutMs) return changes;
  const problem = `The run has not ended within ${Math.round(runTimeoutMs / 3_600_000)} hours, so the portal stopped watching it.`;
  return { ...changes, status: 'timed-out', ready: false, blocking: [problem], problem, endedAt: now };
}

/** Kept with the verdict itself: who waits for it is told exactly when it is there. */
function verdictOf({ id: runId, runName, tenantId, onboardingId, ...run }: RunRecord, judged: RunChanges): AuditEntry {
  const { status = run.status, ready } = judged;
  return { tenantId, onboardingId, action: 'run.judged', facts: { runId, runName, status, ready } };
}
