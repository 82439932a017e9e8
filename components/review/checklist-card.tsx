'use client';

import { useQuery } from '@tanstack/react-query';
import type { Checklist, ChecklistItem } from '#lib/review/checklist/contract.ts';
import { checklist } from '#lib/queries/review-checklist.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status } from '#components/ui/status.tsx';
import type { AskList } from './asking.ts';
import { ChecklistRow, type RowOf } from './checklist-row.tsx';
import { Place } from './places.tsx';

/** The decision’s card links to it. */
export const CHECKLIST_ID = 'checklist';

/** Everything a reviewer has to be sure of: answered by the portal where it can, asked of people where it cannot. */
export function ChecklistCard({ submissionId, asking }: { submissionId: string; asking?: AskList }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(checklist(submissionId));
  if (isPending) return <Skeleton rows={3} label="Loading the checklist" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const of = { submissionId, asking, number: data.number, mayConfirm: data.mayConfirm };
  return (
    <Place id={CHECKLIST_ID}>
      <Card title="Before it is approved" aside={<Left of={data} />}>
        <div className="flex flex-col gap-6">
          <p className="max-w-3xl text-ink-soft">
            {`About handing in ${data.number}. The portal answers what it keeps proof of; the rest is yours to confirm. A new handing in asks again.`}
          </p>
          <Answered items={data.items.filter(({ askedOf }) => askedOf === 'portal')} of={of} />
          <Items title="Yours to confirm" items={data.items.filter(({ askedOf }) => askedOf === 'person')} of={of} />
        </div>
      </Card>
    </Place>
  );
}

function Left({ of: { left } }: { of: Checklist }) {
  if (left === 0) return <Status tone="ok">Complete</Status>;
  return <Status tone="warn">{left === 1 ? 'One item left' : `${left} items left`}</Status>;
}

/** What does not hold stands open; what holds is there for those who want to see it. */
function Answered({ items, of }: { items: ChecklistItem[]; of: RowOf }) {
  const holding = items.filter(({ holds }) => holds);
  return (
    <div className="flex flex-col gap-3">
      <Items title="Does not hold" items={items.filter(({ holds }) => !holds)} of={of} />
      {holding.length > 0 && (
        <Disclosure title={`Answered by the portal: ${holding.length} of ${items.length} hold`}>
          <Rows label="Holds" items={holding} of={of} />
        </Disclosure>
      )}
    </div>
  );
}

function Items({ title, items, of }: { title: string; items: ChecklistItem[]; of: RowOf }) {
  if (items.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-[0.98rem]">{title}</h3>
      <Rows label={title} items={items} of={of} />
    </section>
  );
}

function Rows({ label, items, of }: { label: string; items: ChecklistItem[]; of: RowOf }) {
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line">
      {items.map((item) => (
        <ChecklistRow key={item.id} item={item} of={of} />
      ))}
    </ul>
  );
}
