'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { AllowListQuery } from '#lib/program/allow-list/contract.ts';
import { allowListRequests } from '#lib/queries/allow-list.ts';
import { onceEach } from '#lib/queries/pages.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { countWords, MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useAddress } from '../address.ts';
import { NothingLikeThis } from '../nothing-like-this.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { CohortSelect, TimeSelect } from '../scope-selects.tsx';
import { AllowListCard } from './allow-list-card.tsx';

export function AllowListPage() {
  return (
    <ProgramFrame
      title="Faster cycles"
      lead="Tenants that ask for shorter provisioning cycles. Those that wait for longest stand first."
    >
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const { query, search, show, change } = useAddress(AllowListQuery);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
        <CohortSelect value={query.cohort} onChange={(cohort) => change({ cohort })} />
        <TimeSelect label="Asked" value={query.time} onChange={(time) => change({ time })} />
      </div>
      <Requests search={search} onShowAll={() => show('')} />
    </div>
  );
}

function Requests({ search, onShowAll }: { search: string; onShowAll: () => void }) {
  const pages = useInfiniteQuery(allowListRequests(search));
  const { data, error, isPending, isLoadingError, refetch } = pages;
  if (isPending) return <Skeleton label="Reading the requests" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const requests = onceEach(
    data.pages.flatMap((page) => page.requests),
    ({ id }) => id,
  );
  const [first] = data.pages;
  if (!first || requests.length === 0) {
    if (search !== '') return <NothingLikeThis what="request" onShowAll={onShowAll} />;
    return (
      <Notice tone="info" title="Nobody has asked yet">
        ISVs ask in the step that configures provisioning. Their requests appear here.
      </Notice>
    );
  }
  const words = countWords(requests.length, first, ['request', 'requests']);
  return (
    <>
      {requests.map((request) => (
        <AllowListCard key={request.id} request={request} />
      ))}
      <MorePages pages={pages} words={`${waitingWords(first.waiting, search !== '')} ${words}`} />
    </>
  );
}

function waitingWords(waiting: number, isFiltered: boolean): string {
  if (waiting === 0) return `None ${isFiltered ? 'of these ' : ''}waits for a decision.`;
  return waiting === 1 ? '1 waits for a decision.' : `${waiting.toLocaleString('en')} wait for a decision.`;
}
