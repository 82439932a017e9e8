import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { SubmissionRecord, Submissions } from '#lib/onboarding/request-publishing/ports.ts';
import { refuseSecret } from '#lib/onboarding/request-publishing/refuse-secret.ts';
import { DECISION_TARGETS, DECISIONS, leftWords, whyNotDecide, type DecisionKind } from '#lib/rules/decisions.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import type { DecideInput, DecisionsView } from './contract.ts';
import type { ApprovalGate, Decisions, SeenChecklist } from './ports.ts';

export type DecidePorts = {
  submissions: Pick<Submissions, 'getForOperator' | 'move'>;
  decisions: Decisions;
  checklist: ApprovalGate;
};
type Ask = { submissionId: string; person: Person };

/** What was decided about a submission, and what this reviewer may decide now. */
export async function readDecisions(ports: DecidePorts, { submissionId, person }: Ask): Promise<DecisionsView> {
  const submission = await found(ports, submissionId);
  const [decisions, escalation] = await Promise.all([
    ports.decisions.listForOperator(submissionId),
    ports.decisions.escalationForOperator(submissionId),
  ]);
  const { status, version } = submission;
  const isReviewed = mayMove('operator', status, DECISION_TARGETS.approve);
  const left = isReviewed ? (await ports.checklist.look(submissionId)).left.length : 0;
  const facts = { status, escalatedById: escalation?.byId, reviewerId: person.objectId, left };
  return {
    ...{ status, version, mayBegin: mayMove('operator', status, 'in-review') },
    decisions: decisions.map(({ at, ...decision }) => ({ ...decision, at: at.toISOString() })),
    choices: DECISIONS.map((kind) => ({ kind, whyNot: whyNotDecide(kind, facts) })),
    escalatedByName: escalation?.byName,
  };
}

/** Takes a submission into review. Begun twice, the second finds it there. */
export async function beginReview(ports: DecidePorts, ask: Ask & { version: number }): Promise<DecisionsView> {
  const { tenantId, onboardingId, status } = await found(ports, ask.submissionId);
  if (status === 'in-review') return readDecisions(ports, ask);
  if (!mayMove('operator', status, 'in-review')) {
    throw new AppError('conflict', `A request that is ${status.replaceAll('-', ' ')} cannot be taken into review.`);
  }
  const { version, person: by } = ask;
  await ports.submissions.move(tenantId, onboardingId, {
    ...{ version, by, to: 'in-review', action: 'submission.review-begun' },
  });
  return readDecisions(ports, ask);
}

/** Decides, if the request is still at the version that was seen; the move, the decision and its event are one. */
export async function decide(
  ports: DecidePorts,
  { kind, reason, version, ...ask }: Ask & DecideInput,
): Promise<DecisionsView> {
  const submission = await found(ports, ask.submissionId);
  refuseMovedOn(submission, version);
  await refuseUnlessMay(ports, kind, { submission, person: ask.person });
  refuseSecret('Your reason', reason, { field: 'reason' });
  const { tenantId, onboardingId } = submission;
  const checked = kind === 'approve' ? await checkedThrough(ports, ask.submissionId) : undefined;
  await ports.submissions.move(tenantId, onboardingId, {
    ...{ version, by: ask.person, to: DECISION_TARGETS[kind], decision: { kind, reason }, checked },
    // The ISV reads the history, too.
    ...(kind === 'escalate'
      ? { action: 'submission.escalated' }
      : { action: `submission.${DECISION_TARGETS[kind]}`, facts: { reason } }),
  });
  return readDecisions(ports, ask);
}

/** A decision that this reviewer may not take now is a `conflict` with its reason. */
export async function refuseUnlessMay(
  { decisions }: Pick<DecidePorts, 'decisions'>,
  kind: DecisionKind,
  { submission, person }: { submission: SubmissionRecord; person: Person },
): Promise<void> {
  const escalation = await decisions.escalationForOperator(submission.id);
  const facts = { status: submission.status, escalatedById: escalation?.byId, reviewerId: person.objectId };
  const whyNot = whyNotDecide(kind, facts);
  if (whyNot) throw new AppError('conflict', whyNot, { status: submission.status });
}

async function checkedThrough({ checklist }: DecidePorts, submissionId: string): Promise<SeenChecklist> {
  const { left, seen } = await checklist.look(submissionId);
  if (left.length === 0) return seen;
  throw new AppError('conflict', `${leftWords(left.length)} ${left.join('; ')}.`, { left });
}

/** Told before anything else: what the reviewer saw has passed, whatever may be decided now. */
export function refuseMovedOn({ version: now }: SubmissionRecord, seen: number): void {
  if (now === seen) return;
  throw new AppError(
    'version-conflict',
    'Somebody has decided on this request meanwhile. What they did is shown now: look at it and choose anew.',
  );
}

async function found(
  { submissions }: Pick<DecidePorts, 'submissions'>,
  submissionId: string,
): Promise<SubmissionRecord> {
  const submission = await submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  return submission;
}
