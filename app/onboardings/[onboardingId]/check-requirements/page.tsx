import type { Metadata } from 'next';
import { CheckRequirementsStep } from '#components/check-requirements/check-requirements-step.tsx';

export const metadata: Metadata = { title: 'Check requirements' };

export default function Page() {
  return <CheckRequirementsStep />;
}
