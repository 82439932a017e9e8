'use client';

import { useQuery } from '@tanstack/react-query';
import { allowListRequests } from '#lib/queries/allow-list.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ProgramFrame } from '../program-frame.tsx';
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
  const { data, error, isPending, isLoadingError, refetch } = useQuery(allowListRequests);
  if (isPending) return <Skeleton label="Reading the requests" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.requests.length === 0) {
    return (
      <Notice tone="info" title="Nobody has asked yet">
        ISVs ask in the step that configures provisioning. Their requests appear here.
      </Notice>
    );
  }
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {data.requests.map((request) => (
        <AllowListCard key={request.id} request={request} />
      ))}
    </div>
  );
}
