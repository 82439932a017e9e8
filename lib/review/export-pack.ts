import { AppError } from '#lib/platform/errors.ts';
import { packOf, type PackFileToSave } from '#lib/onboarding/evidence/export-pack.ts';
import type { EvidenceStore } from '#lib/onboarding/evidence/ports.ts';
import type { HistoryReader } from '#lib/onboarding/history/ports.ts';
import type { Submissions } from '#lib/onboarding/request-publishing/ports.ts';

type Ports = {
  submissions: Pick<Submissions, 'getForOperator'>;
  evidence: Pick<EvidenceStore, 'getForOperator'>;
  history: HistoryReader;
};

/** The evidence pack of one handing in, as reviewers get it: the same bytes that the ISV gets in that moment. */
export async function exportPackForReview(
  ports: Ports,
  { submissionId, number }: { submissionId: string; number: number },
): Promise<PackFileToSave> {
  const submission = await ports.submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  return packOf(ports, submission, await ports.evidence.getForOperator(submissionId, number));
}
