import type { Metadata } from 'next';
import { ReviewQueue } from '#components/review/review-queue.tsx';

export const metadata: Metadata = { title: 'Review' };

export default function Page() {
  return <ReviewQueue />;
}
