import type { ReactNode } from 'react';
import { Main } from './main.tsx';

/** The middle of a page: one heading, room around it. */
export function PageFrame({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return (
    <Main className="mx-auto w-full max-w-7xl px-4 py-8">
      <h1 className="text-2xl">{title}</h1>
      {lead && <p className="mt-1 max-w-3xl text-ink-soft">{lead}</p>}
      <div className="mt-6">{children}</div>
    </Main>
  );
}
