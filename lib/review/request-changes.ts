import { refuseSecret } from '#lib/onboarding/request-publishing/refuse-secret.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import { refuseMovedOn, refuseUnlessMay, type DecidePorts } from './decide/decide.ts';
import type { RequestChangesInput, SubmissionView } from './contract.ts';
import { readSubmission, type ReviewPorts } from './review.ts';

/** Gives a request back to the vendor with what is to be changed, item by item. Two reviewers at once: the second is told. */
export async function requestChanges(
  ports: ReviewPorts & Pick<DecidePorts, 'decisions'>,
  { submissionId, person, version, findings }: RequestChangesInput & { submissionId: string; person: Person },
): Promise<SubmissionView> {
  const submission = await ports.submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  const { tenantId, onboardingId } = submission;
  refuseMovedOn(submission, version);
  await refuseUnlessMay(ports, 'request-changes', { submission, person });
  for (const { words } of findings) refuseSecret('What you ask for', words, { field: 'findings' });
  if (findings.length === 0 && !(await isSomethingOpen(ports, submissionId))) {
    throw new AppError('conflict', 'Name at least one thing to change, or open one again.');
  }
  const facts = { findings: findings.length };
  await ports.submissions.move(tenantId, onboardingId, {
    ...{ version, to: 'changes-requested', by: person, action: 'submission.changes-requested' },
    ...{ facts, findings, decision: { kind: 'request-changes', reason: reasonOf(findings) } },
  });
  return readSubmission(ports, submissionId);
}

const reasonOf = (findings: RequestChangesInput['findings']): string =>
  findings.map(({ words }) => words).join('\n') || 'What is open has to be settled first.';

async function isSomethingOpen({ findings }: ReviewPorts, submissionId: string): Promise<boolean> {
  return (await findings.listForOperator(submissionId)).some(({ state }) => state === 'open');
}
