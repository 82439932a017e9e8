import type { ReactNode } from 'react';
import type { RequestSection as Section } from '#lib/rules/request-fields.ts';
import { Card } from '#components/ui/card.tsx';

const TITLES: Record<Section, string> = {
  capabilities: 'What is to be listed',
  evidence: 'Evidence',
  application: 'Application and publisher',
  contacts: 'Contacts',
  documentation: 'Documentation',
  logos: 'Logos',
  attestations: 'Statements',
  terms: 'Terms and notes',
};

/** One part of the request; the gate links to it. */
export function RequestSection({
  section,
  lead,
  aside,
  children,
}: {
  section: Section;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div id={section} className="scroll-mt-24">
      <Card title={TITLES[section]} aside={aside}>
        {lead && <p className="mb-4 max-w-3xl text-ink-soft">{lead}</p>}
        <div className="flex flex-col gap-4">{children}</div>
      </Card>
    </div>
  );
}
