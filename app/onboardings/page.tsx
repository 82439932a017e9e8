import type { Metadata } from 'next';
import { OnboardingsPage } from '#components/onboardings/onboardings-page.tsx';

export const metadata: Metadata = { title: 'My onboardings' };

export default function Page() {
  return <OnboardingsPage />;
}
