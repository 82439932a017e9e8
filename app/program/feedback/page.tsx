import type { Metadata } from 'next';
import { FeedbackPage } from '#components/program/feedback/feedback-page.tsx';

export const metadata: Metadata = { title: 'Feedback' };

export default function Page() {
  return <FeedbackPage />;
}
