import type { Metadata } from 'next';
import { ConfigureProvisioningStep } from '#components/configure-provisioning/configure-provisioning-step.tsx';

export const metadata: Metadata = { title: 'Configure provisioning' };

export default function Page() {
  return <ConfigureProvisioningStep />;
}
