import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import type { Operations } from '#lib/operations/ports.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import { presenceOf } from '../deploy-logic-app/presence.ts';
import { descriptorOf } from '../deploy-logic-app/templates.ts';
import type { Directory, Person } from '../ports.ts';
import type { AuditTrail, OnboardingRecord, RunRecord, Runs } from '../record/ports.ts';
import type { Submissions } from '../request-publishing/ports.ts';
import type { RunView, ValidationStep } from './contract.ts';
import { capabilityReasons, groupsOnlyWarning, proposeRun } from './propose-run.ts';
import { readingAs, type ReadingPorts } from './reading-as.ts';
import { refreshRun, type RefreshPorts } from './refresh-run.ts';
import { expectedMinutes, isLive, runSummary, runView } from './run-view.ts';

export type ValidationPorts = AccessPorts &
  ReadingPorts & {
    directory: Directory;
    runs: Runs;
    submissions: Pick<Submissions, 'get'>;
    audit: AuditTrail;
    operations: Operations;
    expectedRunMinutes: number;
    runReadIntervalMs: number;
    runTimeoutMs: number;
  };
export type AskRun = { person: Person; onboardingId: string; runId: string };

/** Where the step stands: what a run would be started with, and every run so far. */
export async function readValidationStep(ports: ValidationPorts, ask: Omit<AskRun, 'runId'>): Promise<ValidationStep> {
  const onboarding = await openOnboarding(ports, ask);
  const [domains, runs, operation, cleanUp, inAzure] = await Promise.all([
    ports.directory.verifiedDomains(),
    ports.runs.list(onboarding.tenantId, onboarding.id),
    ports.operations.latest(onboarding.id, 'start-run'),
    ports.operations.latest(onboarding.id, 'clean-up'),
    presenceOf(ports, onboarding),
  ]);
  const { tests } = onboarding.logicApp ? descriptorOf(onboarding.logicApp.template) : OWN_CONSUMPTION;
  return {
    logicApp: onboarding.logicApp && { name: onboarding.logicApp.name, inAzure },
    proposal: proposeRun(onboarding, domains),
    domains: domains.map(({ name }) => name),
    capabilityReasons: capabilityReasons(onboarding),
    tests: TEST_CATALOGUE.filter(({ id }) => tests.includes(id)).map(({ id: test, title, area, proves }) => ({
      test,
      title,
      area,
      proves,
    })),
    runs: runs.map(runSummary),
    current: runs.find(isLive)?.id,
    groupsOnlyWarning: groupsOnlyWarning(onboarding),
    operation,
    cleanUp,
  };
}

/** How many times longer than usual the portal's own watch may be silent before the person's visit reads in its place. */
const SILENCE = 6;
/** The person can help with these at once. */
const ASKS_PERSON = new Set<ProblemCode>([
  'consent-required',
  'claims-challenge',
  'sign-in-expired',
  'sign-in-required',
]);

/**
 * One run, as last read. What nobody watches is read now, with the person's rights, at most every few seconds; if that
 * fails, what is known is shown and why it is not newer.
 */
export async function readRunView(ports: ValidationPorts, ask: AskRun, now = new Date()): Promise<RunView> {
  const { onboarding, run } = await openRun(ports, ask);
  if (!isStale(run, ports.runReadIntervalMs, now)) return viewOf(ports, run);
  try {
    const read = await readingAs(ports, onboarding, (reader) =>
      refreshRun({ ...ports, reader }, { onboarding, run, now }),
    );
    return await viewOf(ports, read);
  } catch (error) {
    if (!(error instanceof AppError) || ASKS_PERSON.has(error.code)) throw error;
    // The kept state is still true as of its time, which is shown beside it.
    return { ...(await viewOf(ports, run)), problem: error.message };
  }
}

function isStale({ ready, watchedBy, readAt, startedAt }: RunRecord, intervalMs: number, now: Date): boolean {
  if (ready !== undefined) return false;
  const isWatched = watchedBy === 'portal';
  const lastLook = readAt ?? (isWatched ? startedAt : new Date(0));
  return now.getTime() - lastLook.getTime() >= intervalMs * (isWatched ? SILENCE : 1);
}

/**
 * Reads a run again at its source, now, with every domain that is verified today. What was handed in stays as the
 * reviewers got it: of such a run the reading is shown and not kept.
 */
export async function verifyRun(ports: ValidationPorts, ask: AskRun): Promise<RunView> {
  const { onboarding, run } = await openRun(ports, ask);
  const verifiedDomains = (await ports.directory.verifiedDomains()).map(({ name }) => name);
  const now = new Date();
  const submission = await ports.submissions.get(onboarding.tenantId, onboarding.id);
  const kept = submission?.submitted?.runId === run.id ? { ...ports, ...unkept(run) } : ports;
  const read = await readingAs(ports, onboarding, (reader) =>
    refreshRun({ ...kept, reader }, { onboarding, run, verifiedDomains, now }),
  );
  return viewOf(ports, read);
}

function unkept(run: RunRecord): Pick<RefreshPorts, 'runs' | 'onboardings'> {
  return {
    runs: {
      get: async () => run,
      update: async (_tenantId, _runId, { problem, verifiedAt, ...changes }) => ({
        ...run,
        ...changes,
        problem: problem ?? undefined,
        verifiedAt: verifiedAt ?? undefined,
      }),
    },
    onboardings: { completeStep: async () => undefined },
  };
}

/** Asks Azure to end a run. Its tests stop where they are; leftovers can be cleaned up. */
export async function cancelRun(ports: ValidationPorts, ask: AskRun): Promise<RunView> {
  const { onboarding, run } = await openRun(ports, ask);
  if (!isLive(run) || !run.runName) throw new AppError('conflict', 'This run has ended already.');
  await ports.logicApps.cancelRun(run.resourceId, run.runName);
  const { tenantId, id: onboardingId } = onboarding;
  await ports.audit.record({
    tenantId,
    onboardingId,
    actor: ask.person,
    action: 'run.cancelled',
    facts: { runId: run.id },
  });
  const read = await refreshRun({ ...ports, reader: ports.logicApps }, { onboarding, run, now: new Date() });
  return viewOf(ports, read);
}

export async function openRun(
  ports: AccessPorts & { runs: Pick<Runs, 'get'> },
  { runId, ...ask }: AskRun,
): Promise<{ onboarding: OnboardingRecord; run: RunRecord }> {
  const onboarding = await openOnboarding(ports, ask);
  const run = await ports.runs.get(onboarding.tenantId, onboarding.id, runId);
  if (!run) throw new AppError('not-found', 'This onboarding has no such run.');
  return { onboarding, run };
}

async function viewOf({ runs, expectedRunMinutes }: ValidationPorts, run: RunRecord): Promise<RunView> {
  if (!isLive(run)) return runView(run);
  const earlier = await runs.list(run.tenantId, run.onboardingId);
  return runView(run, { expectedMinutes: expectedMinutes(earlier, run, expectedRunMinutes) });
}
