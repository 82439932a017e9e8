import type { Metadata } from 'next';
import { AllowListPage } from '#components/program/allow-list/allow-list-page.tsx';

export const metadata: Metadata = { title: 'Faster cycles' };

export default function Page() {
  return <AllowListPage />;
}
