'use client';

import Link from 'next/link';
import { TriangleAlert } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { QueueItem } from '#lib/review/queue/contract.ts';
import { RISK_TITLES } from '#lib/rules/risk-flags.ts';
import { Checkbox } from '#components/ui/choice.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Status } from '#components/ui/status.tsx';
import { clockWords, TURN_TITLES } from './queue-words.ts';
import { SubmissionStatus } from './submission-status.tsx';

const CELL = 'px-2 py-2.5';

export function QueueRow({
  row,
  isMine,
  isChosen,
  onChoose,
  rowProps,
}: {
  row: QueueItem;
  isMine: boolean;
  isChosen: boolean;
  onChoose: () => void;
  rowProps: ComponentProps<'tr'>;
}) {
  const { id, applicationName, tenantName, assignee, escalatedByName } = row;
  return (
    <tr
      {...rowProps}
      className={classNames(
        'border-t border-line align-top -outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent',
        isChosen && 'bg-accent-soft',
      )}
    >
      <td className="py-2.5 pl-3">
        <Checkbox isSelected={isChosen} onChange={onChoose}>
          <span className="sr-only">{`Choose ${applicationName}`}</span>
        </Checkbox>
      </td>
      <th scope="row" className={`${CELL} min-w-36 font-normal`}>
        <Link href={`/review/${id}`} className="font-medium [overflow-wrap:anywhere] text-accent-strong underline">
          {applicationName}
        </Link>
        <span className="block text-ink-soft">{tenantName}</span>
      </th>
      <td className={CELL}>
        <SubmissionStatus status={row.status} />
      </td>
      <td className={`${CELL} whitespace-nowrap`}>
        {TURN_TITLES[row.turn]}
        <span className="block text-ink-soft">
          <Moment at={row.waitingSince} />
        </span>
      </td>
      <td className={CELL}>
        <Due of={row} />
      </td>
      <td className={`${CELL} whitespace-nowrap tabular-nums`}>
        <ClockLine title="Reviewers" clock={row.clocks.operator} isRunning={row.turn === 'operator'} />
        <ClockLine title="ISV" clock={row.clocks.isv} isRunning={row.turn === 'isv'} />
      </td>
      <td className={`${CELL} min-w-24`}>
        {assignee ? isMine ? 'You' : assignee.name : <span className="text-ink-faint">Nobody yet</span>}
        {escalatedByName && <span className="block text-ink-soft">{`Second opinion for ${escalatedByName}`}</span>}
      </td>
      <td className={`${CELL} min-w-32`}>
        <Risks flags={row.riskFlags} />
      </td>
      <td className={CELL}>
        <Moment at={row.submittedAt} />
        <span className="block text-ink-soft">{row.submittedByName}</span>
      </td>
    </tr>
  );
}

export function Due({ of: { dueAt, isLate } }: { of: Pick<QueueItem, 'dueAt' | 'isLate'> }) {
  if (!dueAt) return <span className="text-ink-faint">No deadline</span>;
  return (
    <>
      {isLate && <Status tone="bad">Late</Status>}
      <span className={classNames('block', isLate && 'mt-1 text-ink-soft')}>
        <Moment at={dueAt} />
      </span>
    </>
  );
}

export function ClockLine({
  title,
  clock,
  isRunning,
}: {
  title: string;
  clock: QueueItem['clocks']['isv'];
  isRunning: boolean;
}) {
  const isOver = clock.usedDays > clock.targetDays;
  return (
    <span className={classNames('block', !isRunning && 'text-ink-faint', isOver && 'font-medium text-bad')}>
      {`${title}: ${clockWords(clock)}`}
    </span>
  );
}

export function Risks({ flags }: { flags: QueueItem['riskFlags'] }) {
  if (flags.length === 0) return <span className="text-ink-faint">None</span>;
  return (
    <ul className="flex flex-col gap-1">
      {flags.map((flag) => (
        <li key={flag} className="flex items-start gap-1.5">
          <TriangleAlert
            aria-hidden
            className={classNames(
              'mt-0.5 size-4 shrink-0',
              flag === 'first-submission' ? 'text-ink-faint' : 'text-warn',
            )}
          />
          {RISK_TITLES[flag]}
        </li>
      ))}
    </ul>
  );
}
