import type { Metadata } from 'next';
import { ProgramPage } from '#components/program/program-page.tsx';

export const metadata: Metadata = { title: 'Program' };

export default function Page() {
  return <ProgramPage />;
}
