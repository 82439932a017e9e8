'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { SubmissionSummary } from '#lib/review/contract.ts';
import { submissions } from '#lib/queries/review.ts';
import { EvidenceFreshness } from '#components/onboardings/evidence-freshness.tsx';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SubmissionStatus } from './submission-status.tsx';

export function ReviewQueue() {
  return (
    <PageFrame
      title="Review"
      lead="Publishing requests, newest first. Every run was verified at its source when it was handed in."
    >
      <SignedIn area="Reviewer">
        <RefreshTrouble />
        <Queue />
      </SignedIn>
    </PageFrame>
  );
}

function Queue() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(submissions);
  if (isPending) return <Skeleton rows={4} label="Loading the submissions" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.submissions.length === 0) {
    return (
      <Notice tone="info" title="Nothing to review">
        Submissions appear here as soon as an ISV hands one in.
      </Notice>
    );
  }
  return (
    <DataTable<SubmissionSummary>
      label="Submissions"
      rows={data.submissions}
      rowKey={(row) => row.id}
      columns={[
        {
          header: 'Application',
          cell: (row) => (
            <Link href={`/review/${row.id}`} className="font-medium text-accent-strong underline">
              {row.applicationName}
            </Link>
          ),
        },
        { header: 'Tenant', cell: (row) => row.tenantName },
        { header: 'Status', cell: (row) => <SubmissionStatus status={row.status} /> },
        { header: 'Submitted', cell: (row) => <Moment at={row.submittedAt} /> },
        { header: 'By', cell: (row) => row.submittedByName },
        { header: 'Template', cell: (row) => row.template ?? 'None' },
        {
          header: 'Evidence',
          cell: (row) => row.evidenceValidUntil && <EvidenceFreshness validUntil={row.evidenceValidUntil} />,
        },
      ]}
    />
  );
}
