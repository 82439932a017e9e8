'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ChainState, HistoryEntry } from '#lib/onboarding/history/contract.ts';
import { history, submissionHistory } from '#lib/queries/history.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

type Of = { onboardingId: string } | { submissionId: string };

/** Everything that was done, newest first, and whether the record of it is whole. */
export function HistoryList(of: Of) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    'onboardingId' in of ? history(of.onboardingId) : submissionHistory(of.submissionId),
  );
  if (isPending) return <Skeleton rows={4} label="Loading the history" />;
  if (!data) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const entries = data.pages.flatMap((page) => page.entries);
  const chain = data.pages[0]?.chain;
  return (
    <Card title="History">
      {chain && <Chain chain={chain} />}
      {entries.length === 0 && <p className="text-ink-soft">Nothing has been done yet.</p>}
      <ol aria-label="History, newest first" className="mt-3 flex flex-col divide-y divide-line">
        {entries.map((entry) => (
          <HistoryEntryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <div className="mt-3">
          <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Show older events
          </Button>
        </div>
      )}
    </Card>
  );
}

function Chain({ chain }: { chain: ChainState }) {
  if (!chain.holds) {
    return (
      <Notice tone="bad" title="This history is not what was written">
        {chain.problem} Do not rely on it before that is explained.
      </Notice>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-[0.92rem] text-ink-soft">
      <span>
        {chain.events} events, each chained to the one before. Nothing was changed, removed or put in between.
      </span>
      {chain.head && <CopyableId kind="Hash of the newest event" value={chain.head} />}
    </p>
  );
}

const SIDES: Record<HistoryEntry['side'], string> = { isv: '', operator: ' (reviewing side)', portal: '' };

export function HistoryEntryRow({ entry: { words, byName, side, at, change } }: { entry: HistoryEntry }) {
  return (
    <li className="py-2.5">
      <p className="[overflow-wrap:anywhere]">{words}</p>
      {change && (
        <p className="text-[0.92rem] [overflow-wrap:anywhere] text-ink-soft">
          {!words.includes(change.field) && `${change.field}: `}
          <Value value={change.from} /> → <Value value={change.to} />
        </p>
      )}
      <p className="text-[0.85rem] text-ink-faint">
        {byName}
        {SIDES[side]} · <Moment at={at} />
      </p>
    </li>
  );
}

function Value({ value }: { value: string | null }) {
  if (value === null || value === '') return <em>nothing</em>;
  return <span className="whitespace-pre-wrap text-ink">{value}</span>;
}
