import { AppError } from '#lib/platform/errors.ts';
import type { HistoryPage } from '#lib/onboarding/history/contract.ts';
import type { HistoryReader } from '#lib/onboarding/history/ports.ts';
import { historyPage } from '#lib/onboarding/history/read-history.ts';
import type { Submissions } from '#lib/onboarding/request-publishing/ports.ts';

type Ports = { submissions: Pick<Submissions, 'getForOperator'>; history: HistoryReader };

/** The history of the onboarding that a submission belongs to: the same that the ISV sees. */
export async function readSubmissionHistory(
  { submissions, history }: Ports,
  { submissionId, before }: { submissionId: string; before?: number },
): Promise<HistoryPage> {
  const submission = await submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  const { tenantId, onboardingId } = submission;
  return historyPage({ history }, { tenantId, onboardingId, before });
}
