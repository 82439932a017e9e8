import type { Metadata } from 'next';
import { SubmissionPage } from '#components/review/submission-page.tsx';

export const metadata: Metadata = { title: 'Submission' };

export default async function Page({ params }: { params: Promise<{ submissionId: string }> }) {
  const { submissionId } = await params;
  return <SubmissionPage submissionId={submissionId} />;
}
