import type { Metadata } from 'next';
import { CreateApplicationStep } from '#components/create-application/create-application-step.tsx';

export const metadata: Metadata = { title: 'Create application' };

export default function Page() {
  return <CreateApplicationStep />;
}
