import { refuseSecret } from '#lib/onboarding/request-publishing/refuse-secret.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { Findings } from '#lib/onboarding/request-publishing/ports.ts';
import { mayChangeFinding, mayDiscuss, type FindingState } from '#lib/rules/finding-state.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { SubmissionView } from './contract.ts';
import { readSubmission, type ReviewPorts } from './review.ts';

type Ports = ReviewPorts & { findings: Findings };
type Ask = { submissionId: string; findingId: string; version: number; person: Person };

/** Says that what was asked for is settled. The vendor sees it, and nothing keeps it from handing in any more. */
export function resolveFinding(ports: Ports, ask: Ask): Promise<SubmissionView> {
  return changeFinding(ports, { ...ask, to: 'resolved', words: '' });
}

/** Asks for it again, saying why the answer did not do. */
export async function reopenFinding(ports: Ports, ask: Ask & { words: string }): Promise<SubmissionView> {
  refuseSecret('What is still to be done', ask.words, { field: 'words' });
  return changeFinding(ports, { ...ask, to: 'open' });
}

async function changeFinding(
  ports: Ports,
  { submissionId, findingId, version, person, to, words }: Ask & { to: FindingState; words: string },
): Promise<SubmissionView> {
  const [submission, findings] = await Promise.all([
    ports.submissions.getForOperator(submissionId),
    ports.findings.listForOperator(submissionId),
  ]);
  const finding = findings.find(({ id }) => id === findingId);
  if (!submission || !finding) throw new AppError('not-found', 'There is no such submission, or nothing of that id.');
  refuseUnlessDiscussed(submission.status);
  const { state: from } = finding;
  // Whoever saw an older version is told that, not that the way is shut.
  if (finding.version === version && !mayChangeFinding('operator', from, to)) {
    throw new AppError('conflict', `What is ${WORDS[from]} cannot become ${WORDS[to]}.`, { from, to });
  }
  const { tenantId, onboardingId } = submission;
  await ports.findings.answer(tenantId, onboardingId, {
    ...{ findingId, version, words, by: person, refuse: refuseUnlessDiscussed },
    ...{ side: 'operator', state: to },
  });
  return readSubmission(ports, submissionId);
}

const WORDS: Record<FindingState, string> = { open: 'open', answered: 'answered', resolved: 'settled' };

function refuseUnlessDiscussed(status: SubmissionStatus): void {
  if (mayDiscuss('operator', status)) return;
  throw new AppError('conflict', 'This can be settled or opened again only while the request is being reviewed.', {
    status,
  });
}
