import type { Metadata } from 'next';
import { FiguresPage } from '#components/program/figures/figures-page.tsx';

export const metadata: Metadata = { title: 'Program' };

export default function Page() {
  return <FiguresPage />;
}
