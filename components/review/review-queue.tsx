'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { onceEach } from '#lib/queries/pages.ts';
import { queuePages } from '#lib/queries/review-queue.ts';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { Button } from '#components/ui/button.tsx';
import { countWords, MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useQueueAddress } from './queue-address.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueTable } from './queue-table.tsx';
import { QueueViews } from './queue-views.tsx';

export function ReviewQueue() {
  return (
    <PageFrame
      title="Review"
      lead="Publishing requests, the one that is due first at the top. Every run was verified at its source when it was handed in."
    >
      <SignedIn area="Reviewer">
        <RefreshTrouble />
        <Suspense fallback={<Skeleton rows={4} label="Loading the submissions" />}>
          <Queue />
        </Suspense>
      </SignedIn>
    </PageFrame>
  );
}

function Queue() {
  const address = useQueueAddress();
  return (
    <div className="flex flex-col gap-5">
      <QueueViews address={address} />
      <QueueFilters address={address} />
      {address.isUnknown && (
        <Notice tone="warn" title="This address asks for something the queue does not know">
          What waits for the reviewers is shown instead.
        </Notice>
      )}
      <Pages address={address} />
    </div>
  );
}

function Pages({ address }: { address: ReturnType<typeof useQueueAddress> }) {
  const pages = useInfiniteQuery(queuePages(address.search));
  const { data, error, isPending, isLoadingError, refetch } = pages;
  if (isPending) return <Skeleton rows={4} label="Loading the submissions" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const rows = onceEach(
    data.pages.flatMap(({ submissions }) => submissions),
    ({ id }) => id,
  );
  const [first] = data.pages;
  if (!first || rows.length === 0) return <NothingHere address={address} />;
  return (
    <>
      <QueueTable rows={rows} address={address} isStale={pages.isPlaceholderData} />
      <MorePages pages={pages} words={countWords(rows.length, first, ['submission', 'submissions'])} />
    </>
  );
}

function NothingHere({ address: { search, show } }: { address: ReturnType<typeof useQueueAddress> }) {
  if (search === '') {
    return (
      <Notice
        tone="info"
        title="Nothing waits for the reviewers"
        actions={<Button onPress={() => show('turn=anybody')}>Show everything</Button>}
      >
        Submissions appear here as soon as an ISV hands one in.
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      title="No submission is like this"
      actions={<Button onPress={() => show('')}>Show what waits for the reviewers</Button>}
    >
      Take a filter away, or look for fewer words.
    </Notice>
  );
}
