import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { Directory, Person } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import type { AuditTrail, OnboardingRecord, PublishingDrafts, RunRecord, Runs, Submissions } from '../record/ports.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import { refreshRun } from '../run-validation/refresh-run.ts';
import { isVerified, runSummary } from '../run-validation/run-view.ts';
import { PublishingRequest, type PublishingDraft, type PublishingStep } from './contract.ts';

export type PublishingPorts = AccessPorts &
  ReadingPorts & {
    directory: Directory;
    runs: Runs;
    drafts: PublishingDrafts;
    submissions: Submissions;
    operations: Operations;
    audit: AuditTrail;
    validityDays: number;
    runTimeoutMs: number;
  };
type Ask = { person: Person; onboardingId: string };
const KIND = 'request-publishing';

/** The draft, the runs with whether each may be handed in, and what was submitted. Reads nothing outside. */
export async function readPublishingStep(ports: PublishingPorts, ask: Ask): Promise<PublishingStep> {
  const { tenantId, id } = await openOnboarding(ports, ask);
  const [draft, runs, [submission], operation] = await Promise.all([
    ports.drafts.get(tenantId, id),
    ports.runs.list(tenantId, id),
    ports.submissions.list(tenantId, id),
    ports.operations.latest(id, KIND),
  ]);
  return {
    draft: draft?.draft ?? {},
    version: draft?.version ?? 0,
    runs: runs.map((run) => ({ ...runSummary(run), ...usability(run, ports.validityDays, new Date()) })),
    submission: submission && {
      id: submission.id,
      status: submission.status,
      submittedAt: submission.submittedAt.toISOString(),
      submittedByName: submission.submittedByName,
      request: submission.request,
      acceptance: submission.acceptance,
    },
    validityDays: ports.validityDays,
    operation,
  };
}

type Usability = Pick<PublishingStep['runs'][number], 'usable' | 'whyNot' | 'validUntil'>;

/** May this run be handed in, and if not, why not. A run is evidence for a number of days only. */
export function usability(run: RunRecord, validityDays: number, now: Date): Usability {
  const validUntil = run.endedAt && addDays(run.endedAt, validityDays);
  const whyNot = whyNotUsable(run, validUntil, now);
  return { usable: whyNot === undefined, whyNot, validUntil: validUntil?.toISOString() };
}

function whyNotUsable(run: RunRecord, validUntil: Date | undefined, now: Date): string | undefined {
  if (run.ready === undefined || !validUntil) return 'It has not ended.';
  if (run.enabledTests !== 'All') return `Only ${run.enabledTests} were enabled.`;
  if (!run.ready) return 'It is not ready.';
  if (!isVerified(run)) return 'It could not be verified at its source.';
  return validUntil < now ? 'It is too old. Run the validation again.' : undefined;
}

/** Keeps the draft. One that somebody else changed meanwhile is a `version-conflict`; nothing is overwritten. */
export async function saveDraft(
  ports: PublishingPorts,
  { draft, version, ...ask }: Ask & { draft: PublishingDraft; version: number },
): Promise<PublishingStep> {
  const { tenantId, id } = await openOnboarding(ports, ask);
  if ((await ports.submissions.list(tenantId, id)).length > 0) {
    throw new AppError('conflict', 'The request has been handed in and can no longer be changed.');
  }
  await ports.drafts.save(tenantId, id, { draft, version, byName: ask.person.name });
  return readPublishingStep(ports, ask);
}

/** Hands the request in, as a durable operation: the run is read again at its source first. Pressed twice: one submission. */
export async function requestPublishing(
  ports: PublishingPorts,
  { carrier, onboardingId, request }: { carrier: Carrier; onboardingId: string; request: PublishingRequest },
): Promise<OperationView> {
  const onboarding = await openOnboarding(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(onboarding, KIND);
  const before = await ports.operations.latest(onboardingId, KIND);
  if (onboarding.submission) {
    if (before) return before;
    throw new AppError('conflict', 'The request has been handed in already.');
  }
  const steps = submitSteps(ports, { onboarding, person: carrier, request });
  return startAs(ports.operations, { onboardingId, kind: KIND, input: request, steps, carrier });
}

export function requestResume(ports: PublishingPorts): StepsFor {
  return async (saved, { person, onboardingId }) => {
    const onboarding = await openOnboarding(ports, { person, onboardingId });
    return submitSteps(ports, { onboarding, person, request: PublishingRequest.parse(saved) });
  };
}

type Submitting = { onboarding: OnboardingRecord; person: Person; request: PublishingRequest };

function submitSteps(ports: PublishingPorts, submitting: Submitting): OperationStep[] {
  return [verifyStep(ports, submitting), submitStep(ports, submitting)];
}

function verifyStep(ports: PublishingPorts, { onboarding, request: { runId } }: Submitting): OperationStep {
  return {
    name: 'verify',
    title: 'Read the run again at its source',
    async run() {
      const run = await ports.runs.get(onboarding.tenantId, onboarding.id, runId);
      if (!run?.runName) throw new AppError('not-found', 'This onboarding has no such run. Choose another one.');
      const verifiedDomains = (await ports.directory.verifiedDomains()).map(({ name }) => name);
      const now = new Date();
      const read = await readingAs(ports, onboarding, (reader) =>
        refreshRun({ ...ports, reader }, { onboarding, run, verifiedDomains, now }),
      );
      refuseUnverified(read, ports.validityDays, now);
      return { detail: `Run ${run.runName}: all ${read.acceptance.length} checks hold.` };
    },
  };
}

function refuseUnverified(run: RunRecord, validityDays: number, now: Date): void {
  const failed = run.acceptance.filter(({ ok }) => !ok);
  if (failed.length > 0) {
    const reasons = failed.map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
    throw new AppError('not-verified', `The run cannot be handed in. ${reasons.join(' ')}`, {
      failed: failed.map(({ id }) => id),
    });
  }
  const { whyNot } = usability(run, validityDays, now);
  if (whyNot) throw new AppError('not-verified', `The run cannot be handed in. ${whyNot}`, { failed: ['validity'] });
}

/** The run's record holds what was just read; the submission holds the request and the checks as they were then. */
function submitStep(ports: PublishingPorts, { onboarding, person, request }: Submitting): OperationStep {
  const { tenantId, id: onboardingId } = onboarding;
  return {
    name: 'submit',
    title: 'Hand the request to the reviewers',
    isLasting: true,
    async run() {
      const run = await ports.runs.get(tenantId, onboardingId, request.runId);
      if (!run) throw new AppError('not-found', 'This onboarding has no such run.');
      const submission = await ports.submissions.insert(tenantId, onboardingId, {
        runId: run.id,
        request,
        acceptance: run.acceptance,
        submittedById: person.objectId,
        submittedByName: person.name,
      });
      await ports.onboardings.completeStep(tenantId, onboardingId, KIND);
      const facts = { submissionId: submission.id, runId: run.id };
      await ports.audit.record({ tenantId, onboardingId, actor: person, action: 'request.submitted', facts });
      return { result: submission.id, detail: `Submission ${submission.id}.` };
    },
  };
}
