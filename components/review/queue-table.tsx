'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSession } from '#lib/session/session.tsx';
import type { QueueItem, QueueSort } from '#lib/review/queue/contract.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Checkbox } from '#components/ui/choice.tsx';
import { AssignBar, useAssigning } from './assign-bar.tsx';
import type { useQueueAddress } from './queue-address.ts';
import { QueueKeys } from './queue-keys.tsx';
import { QueueRow } from './queue-row.tsx';
import { calendarWords } from './queue-words.ts';
import { useRowKeys } from './use-row-keys.ts';

type Address = ReturnType<typeof useQueueAddress>;
const COLUMNS: { title: string; sort?: QueueSort }[] = [
  { title: 'Application', sort: 'name' },
  { title: 'Status' },
  { title: 'Whose turn', sort: 'waiting' },
  { title: 'Due', sort: 'due' },
  { title: 'Time used' },
  { title: 'Reviewer' },
  { title: 'Risks' },
  { title: 'Handed in', sort: 'age' },
];

/** The queue: one stop for Tab, its rows by the arrows; what is chosen can be assigned at once. */
export function QueueTable({ rows, address, isStale }: { rows: QueueItem[]; address: Address; isStale: boolean }) {
  const router = useRouter();
  const session = useSession();
  const me = session.status === 'signed-in' ? session.me.objectId : undefined;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isHelping, setHelping] = useState(false);
  const assigning = useAssigning();
  const picked = rows.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) => setChosen(toggled(chosen, id));
  const { list, onKeyDown, rowProps } = useRowKeys(
    rows.map(({ id }) => id),
    {
      toggle,
      open: (id) => router.push(`/review/${id}`),
      take: (id) =>
        assigning.assign(
          rows.filter((row) => row.id === id),
          'me',
        ),
      help: () => setHelping(true),
    },
  );
  const areAll = picked.length === rows.length;
  return (
    <div className="flex flex-col gap-3">
      <AssignBar
        rows={picked}
        assigning={assigning}
        onDone={() => setChosen(new Set())}
        onHelp={() => setHelping(true)}
      />
      <div
        role="region"
        aria-label="Submissions"
        aria-busy={isStale}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={classNames('relative overflow-x-auto rounded-lg border border-line', isStale && 'opacity-60')}
      >
        <table className="w-full border-collapse text-left text-[0.92rem]">
          <thead className="bg-sunken text-[0.85rem] text-ink-soft">
            <tr>
              <th scope="col" className="py-2 pl-3">
                <Checkbox
                  isSelected={areAll}
                  onChange={() => setChosen(areAll ? new Set() : new Set(rows.map(({ id }) => id)))}
                >
                  <span className="sr-only">Choose all that are shown</span>
                </Checkbox>
              </th>
              {COLUMNS.map(({ title, sort }) => (
                <Header key={title} title={title} sort={sort} address={address} />
              ))}
            </tr>
          </thead>
          <tbody ref={list}>
            {rows.map((row) => (
              <QueueRow
                key={row.id}
                row={row}
                isMine={row.assignee?.id === me}
                isChosen={chosen.has(row.id)}
                onChoose={() => toggle(row.id)}
                rowProps={rowProps(row.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows[0] && (
        <p className="text-[0.87rem] text-ink-faint">
          {`Days are business days by each side’s own calendar: ${calendarWords('operator', rows[0].clocks)}; ${calendarWords('isv', rows[0].clocks)}.`}
        </p>
      )}
      <QueueKeys isOpen={isHelping} onClose={() => setHelping(false)} />
    </div>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** A press sorts by it, another the other way round. */
function Header({ title, sort, address: { query, change } }: { title: string; sort?: QueueSort; address: Address }) {
  const shape = 'px-2 py-2 font-medium whitespace-nowrap';
  if (!sort) {
    return (
      <th scope="col" className={shape}>
        {title}
      </th>
    );
  }
  const isSorted = query.sort === sort;
  const isUp = query.order === 'asc';
  return (
    <th scope="col" className={shape} aria-sort={isSorted ? (isUp ? 'ascending' : 'descending') : undefined}>
      <button
        type="button"
        className="cursor-pointer rounded-sm font-medium hover:text-ink"
        onClick={() => change({ sort, order: isSorted && isUp ? 'desc' : 'asc' })}
      >
        {title}
        <span aria-hidden className="ml-1 inline-block w-3">
          {isSorted && (isUp ? '↑' : '↓')}
        </span>
      </button>
    </th>
  );
}
