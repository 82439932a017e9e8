import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import { onboardingView } from '#lib/onboarding/record/onboarding-view.ts';
import type { OnboardingRecord, Onboardings, RunRecord, Runs } from '#lib/onboarding/record/ports.ts';
import type {
  Findings,
  ReverificationRecord,
  SubmissionRecord,
  Submissions,
} from '#lib/onboarding/request-publishing/ports.ts';
import { findingView, submissionState } from '#lib/onboarding/request-publishing/read-request.ts';
import { turnOf } from '#lib/rules/submission-status.ts';
import type { EvidenceStore } from '#lib/onboarding/evidence/ports.ts';
import type { Person, PortalAccess } from '#lib/onboarding/ports.ts';
import type { Probes } from '#lib/onboarding/probe/ports.ts';
import { probeForReview } from '#lib/onboarding/probe/probe-for-review.ts';
import { runView } from '#lib/onboarding/run-validation/run-view.ts';
import type { SubmissionSummary, SubmissionView } from './contract.ts';
import { compareWithEvidence } from './compare-with-evidence.ts';
import { handedInLast, type HandedInPorts } from './handed-in.ts';
import type { ReviewQueue } from './queue/ports.ts';
import { triageOf } from './queue/read-queue.ts';

export type ReviewPorts = HandedInPorts & {
  onboardings: Onboardings;
  runs: Runs;
  submissions: Submissions;
  findings: Pick<Findings, 'listForOperator'>;
  probes: Pick<Probes, 'latestForOperator'>;
  evidence: Pick<EvidenceStore, 'latestForOperator'>;
  queue: Pick<ReviewQueue, 'row'>;
  portal: PortalAccess;
  validityDays: number;
};

/** One submission as it was handed in, with every later reading of its run. */
export async function readSubmission(
  ports: Omit<ReviewPorts, 'portal'>,
  submissionId: string,
): Promise<SubmissionView> {
  const { submission, onboarding, run } = await whole(ports, submissionId);
  const { validityDays } = ports;
  const [queued, reverifications, findings, probe, evidence] = await Promise.all([
    ports.queue.row(submissionId),
    ports.submissions.reverificationsForOperator(submissionId),
    ports.findings.listForOperator(submissionId),
    ports.probes.latestForOperator(onboarding.id),
    ports.evidence.latestForOperator(submissionId),
  ]);
  if (!queued) throw notThere();
  const { acceptance = run?.acceptance ?? [], ...handedIn } = await handedInLast(ports, { submission, evidence });
  return {
    ...summary({ submission, onboarding, run }, validityDays),
    submission: submissionState(submission),
    triage: triageOf(queued.row, { clocks: queued.clocks, now: new Date(), validityDays }),
    ...{ ...handedIn, acceptance },
    findings: findings.map(findingView),
    run: run && runView(run),
    onboarding: onboardingView(onboarding, { mayEdit: false, validityDays }),
    ...(probe ? { probe: probeForReview(probe) } : {}),
    reverifications: reverifications.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  };
}

/** Reads the submitted run again at its source, as the portal itself, and keeps what differs. */
export async function verifyAgain(
  ports: ReviewPorts,
  { submissionId, person }: { submissionId: string; person: Person },
): Promise<SubmissionView> {
  const found = await whole(ports, submissionId);
  const showed = await readAgain(ports, found);
  await ports.submissions.addReverificationForOperator(submissionId, showed, person);
  return readSubmission(ports, submissionId);
}

type Whole = { submission: SubmissionRecord; onboarding: OnboardingRecord; run?: RunRecord };
type Showed = Pick<ReverificationRecord, 'checks' | 'differences' | 'problem'>;

/** A refusal is a finding; a service that is away for a moment is not, and is reported as what it is. */
const FINDINGS = new Set<ProblemCode>([
  'upstream-forbidden',
  'upstream-rejected',
  'upstream-not-found',
  'consent-required',
]);

async function readAgain({ portal, evidence }: ReviewPorts, { submission, onboarding, run }: Whole): Promise<Showed> {
  const nothing = { checks: [], differences: [] };
  if (!run)
    return { ...nothing, problem: 'This request rests on no run: single sign-on is not verified by this portal.' };
  const { runName } = run;
  if (!onboarding.logicApp?.portalMayRead) {
    return {
      ...nothing,
      problem:
        'The ISV has not let this portal read its Logic App: the run is verified only while its admin is signed in.',
    };
  }
  if (!runName) throw new AppError('not-found', 'This submission has no run.');
  const wanted = { onboarding, run: { ...run, runName } };
  try {
    const reader = portal.readerFor(onboarding.tenantId);
    return await compareWithEvidence({ evidence, reader }, { ...wanted, submissionId: submission.id });
  } catch (error) {
    if (!(error instanceof AppError) || !FINDINGS.has(error.code)) throw error;
    return {
      ...nothing,
      problem: `The portal can no longer read this Logic App: its role Reader may have been taken back. ${error.message}`,
    };
  }
}

async function whole(ports: Omit<ReviewPorts, 'portal'>, submissionId: string): Promise<Whole> {
  const submission = await ports.submissions.getForOperator(submissionId);
  const runId = submission?.submitted?.runId;
  const [onboarding, run] = submission
    ? await Promise.all([
        ports.onboardings.getForOperator(submission.onboardingId),
        runId ? ports.runs.getForOperator(runId) : undefined,
      ])
    : [];
  if (!submission || !onboarding) throw notThere();
  return { submission, onboarding, run };
}

const notThere = () => new AppError('not-found', 'There is no such submission.');

function summary({ submission, onboarding, run }: Whole, validityDays: number): SubmissionSummary {
  const { id, onboardingId, status, statusAt, submitted, createdAt } = submission;
  const handedInAt = submitted?.at ?? createdAt;
  return {
    ...{ id, onboardingId, status },
    statusAt: statusAt.toISOString(),
    turn: turnOf(status),
    applicationName: onboarding.application?.name ?? onboarding.name,
    tenantId: onboarding.tenantId,
    tenantName: onboarding.tenantName,
    submittedAt: handedInAt.toISOString(),
    submittedByName: submitted?.byName ?? '',
    ...(run ? runFacts(run, handedInAt, validityDays) : {}),
  };
}

function runFacts(run: RunRecord, handedInAt: Date, validityDays: number) {
  return {
    runName: run.runName,
    template: run.template,
    ready: run.ready === true,
    evidenceValidUntil: addDays(run.endedAt ?? handedInAt, validityDays).toISOString(),
  };
}
