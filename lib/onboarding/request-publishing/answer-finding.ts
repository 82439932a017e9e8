import { AppError } from '#lib/platform/errors.ts';
import { mayChangeFinding, mayDiscuss } from '#lib/rules/finding-state.ts';
import { mayMove, turnOf, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { PublishingStep } from './contract.ts';
import { openRequest, requestView, type Ask, type RequestPorts } from './read-request.ts';
import { refuseSecret } from './refuse-secret.ts';

/** Answers one thing that a reviewer asked for. Whether it is settled, the reviewer says. */
export async function answerFinding(
  ports: RequestPorts,
  { findingId, version, words, ...ask }: Ask & { findingId: string; version: number; words: string },
): Promise<PublishingStep> {
  const opened = await openRequest(ports, ask);
  const { tenantId, id } = opened.onboarding;
  const asked = (await ports.findings.list(tenantId, id)).find((one) => one.id === findingId);
  if (!asked) throw new AppError('not-found', 'This does not exist, or is not yours.');
  refuseUnlessAnswerable(opened.submission.status);
  if (!mayChangeFinding('isv', asked.state, 'answered'))
    throw new AppError('conflict', 'The reviewer has settled this already.');
  refuseSecret('Your answer', words, { field: 'words' });
  await ports.findings.answer(tenantId, id, {
    ...{ findingId, version, words, by: ask.person, refuse: refuseUnlessAnswerable },
    ...{ side: 'isv', state: 'answered' },
  });
  return requestView(ports, opened);
}

/** An answer goes with a change: both are the vendor’s to make while it has the request. */
function refuseUnlessAnswerable(status: SubmissionStatus): void {
  if (mayDiscuss('isv', status)) return;
  throw new AppError('conflict', whyNot(status), { status });
}

function whyNot(status: SubmissionStatus): string {
  if (mayMove('isv', status, 'draft')) return 'Take the request up again first. Then you can answer.';
  return turnOf(status) === 'operator'
    ? 'The request is with the reviewers. You can answer when they give it back.'
    : 'The request is closed, and what was asked with it.';
}
