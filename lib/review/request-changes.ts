import { AppError } from '#lib/platform/errors.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { RequestChangesInput, SubmissionView } from './contract.ts';
import { readSubmission, type ReviewPorts } from './review.ts';

/** Gives a request back to the vendor with what is to be changed, item by item. Two reviewers at once: the second is told. */
export async function requestChanges(
  ports: ReviewPorts,
  { submissionId, person, version, findings }: RequestChangesInput & { submissionId: string; person: Person },
): Promise<SubmissionView> {
  const submission = await ports.submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  const { tenantId, onboardingId, status } = submission;
  if (!mayMove('operator', status, 'changes-requested')) {
    throw new AppError('conflict', 'Changes can be asked for only while the request is with the reviewers.', {
      status,
    });
  }
  if (findings.length === 0 && !(await isSomethingOpen(ports, submissionId))) {
    throw new AppError('conflict', 'Name at least one thing to change, or open one again.');
  }
  const facts = { findings: findings.length };
  await ports.submissions.move(tenantId, onboardingId, {
    ...{ version, to: 'changes-requested', by: person, action: 'submission.changes-requested' },
    ...{ facts, findings },
  });
  return readSubmission(ports, submissionId);
}

async function isSomethingOpen({ findings }: ReviewPorts, submissionId: string): Promise<boolean> {
  return (await findings.listForOperator(submissionId)).some(({ state }) => state === 'open');
}
