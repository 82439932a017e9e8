import type { ReactNode } from 'react';
import type { SubmissionView } from '#lib/review/contract.ts';
import { Card } from '#components/ui/card.tsx';

/** The checklist, the findings and the list of what is on the page link to it. */
export function Place({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="scroll-mt-24 empty:hidden">
      {children}
    </div>
  );
}

const ON_THIS_PAGE = [
  ['request', 'Request'],
  ['evidence', 'Evidence'],
  ['checklist', 'Checklist'],
  ['decision', 'Decision'],
  ['messages', 'Messages'],
  ['notes', 'Internal notes'],
  ['documentation', 'Documentation'],
  ['run', 'Run'],
  ['history', 'History'],
] as const;

/** The way to each part of a submission's page, which is long. */
export function OnThisPage({ view }: { view: SubmissionView }) {
  const shown = ON_THIS_PAGE.filter(([id]) => id !== 'run' || view.run);
  return (
    <Card title="On this page">
      <nav aria-label="On this page">
        <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5">
          {shown.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="text-accent-strong underline">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </Card>
  );
}
