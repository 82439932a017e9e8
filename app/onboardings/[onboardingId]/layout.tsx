import type { ReactNode } from 'react';
import { OnboardingFrame } from '#components/onboarding/onboarding-frame.tsx';

export default async function Layout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ onboardingId: string }>;
}) {
  const { onboardingId } = await params;
  return <OnboardingFrame onboardingId={onboardingId}>{children}</OnboardingFrame>;
}
