import type { Metadata } from 'next';
import { RunValidationStep } from '#components/run-validation/run-validation-step.tsx';

export const metadata: Metadata = { title: 'Run validation' };

export default function Page() {
  return <RunValidationStep />;
}
