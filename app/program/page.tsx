import type { Metadata } from 'next';
import { OnboardingsPage } from '#components/program/onboardings-page.tsx';

export const metadata: Metadata = { title: 'Program' };

export default function Page() {
  return <OnboardingsPage />;
}
