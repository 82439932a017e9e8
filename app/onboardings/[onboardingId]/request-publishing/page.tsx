import type { Metadata } from 'next';
import { RequestPublishingStep } from '#components/request-publishing/request-publishing-step.tsx';

export const metadata: Metadata = { title: 'Request publishing' };

export default function Page() {
  return <RequestPublishingStep />;
}
