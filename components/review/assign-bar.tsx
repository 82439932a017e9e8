'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MOST_AT_ONCE, type QueueItem } from '#lib/review/queue/contract.ts';
import { reviewers, useAssign } from '#lib/queries/review-queue.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';

type Assignable = Pick<QueueItem, 'id' | 'applicationName' | 'assignee'>;

/** Gives submissions to somebody, each only if nobody else did so meanwhile, and says how that went. */
export function useAssigning() {
  const assign = useAssign();
  const [said, setSaid] = useState('');
  return {
    said,
    error: assign.error,
    isBusy: assign.isPending,
    assign: (rows: Assignable[], to: string, onDone?: () => void) => {
      const submissions = rows.map(({ id, assignee }) => ({ id, seenAssigneeId: assignee?.id ?? null }));
      setSaid('');
      assign.mutate(
        { submissions, to },
        {
          onSuccess: ({ assigned, conflicts }) => {
            setSaid(outcomeWords(rows, { done: assigned.length, conflicts, to }));
            onDone?.();
          },
        },
      );
    },
  };
}

function outcomeWords(
  rows: Assignable[],
  { done, conflicts, to }: { done: number; conflicts: string[]; to: string },
): string {
  const [only] = rows;
  const what = rows.length === 1 && only ? only.applicationName : done === 1 ? 'One submission' : `${done} submissions`;
  const verb = done === 1 ? 'is' : 'are';
  const outcome = { me: `${what} ${verb} yours now.`, nobody: `${what} ${verb} nobody’s now.` }[to];
  const left = rows.filter(({ id }) => conflicts.includes(id)).map(({ applicationName }) => applicationName);
  return [
    ...(done > 0 ? [outcome ?? `${what} ${verb} assigned.`] : []),
    ...(left.length > 0 ? [`Somebody else has assigned ${left.join(', ')} meanwhile: left as they did.`] : []),
  ].join(' ');
}

export function AssignBar({
  rows,
  assigning: { assign, said, error, isBusy },
  onDone,
  onHelp,
}: {
  rows: QueueItem[];
  assigning: ReturnType<typeof useAssigning>;
  onDone: () => void;
  onHelp: () => void;
}) {
  const [to, setTo] = useState('me');
  const people = useQuery(reviewers).data?.reviewers ?? [];
  const options = [
    { id: 'me', title: 'Me' },
    { id: 'nobody', title: 'Nobody' },
    ...people.map(({ id, name }) => ({ id, title: name })),
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <p role="status" className="min-h-6 text-ink-soft">
          {said || (rows.length > 0 && `${rows.length} chosen`)}
        </p>
        {rows.length === 0 && (
          <p className="hidden text-[0.87rem] text-ink-faint sm:block">
            In the list: J and K move, Enter opens, A takes, X chooses.{' '}
            <Button look="quiet" onPress={onHelp}>
              All keys
            </Button>
          </p>
        )}
      </div>
      {rows.length > 0 && (
        <div className="flex flex-wrap items-end gap-3 rounded-lg border border-accent bg-accent-soft p-3">
          <div className="w-56">
            <Select label="Give them to" options={options} value={to} onChange={setTo} />
          </div>
          <Button
            look="primary"
            isBusy={isBusy}
            isDisabled={rows.length > MOST_AT_ONCE}
            onPress={() => assign(rows, to, onDone)}
          >
            {rows.length === 1 ? 'Assign it' : `Assign ${rows.length}`}
          </Button>
          <Button look="quiet" onPress={onDone}>
            Choose none
          </Button>
          {rows.length > MOST_AT_ONCE && <p>{`At most ${MOST_AT_ONCE} at once.`}</p>}
        </div>
      )}
      {error && <ProblemCard error={error} />}
    </div>
  );
}
