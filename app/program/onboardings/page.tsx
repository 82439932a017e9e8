import type { Metadata } from 'next';
import { OnboardingsPage } from '#components/program/onboardings/onboardings-page.tsx';

export const metadata: Metadata = { title: 'Onboardings of the program' };

export default function Page() {
  return <OnboardingsPage />;
}
