'use client';

import { useQuery } from '@tanstack/react-query';
import { cohorts } from '#lib/queries/cohorts.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { CohortCard } from './cohort-card.tsx';
import { CompareCard } from './compare-card.tsx';
import { NewCohort } from './new-cohort.tsx';

export function CohortsPage() {
  return (
    <ProgramFrame title="Cohorts" lead="Sets of tenants that you follow together: one wave of a pilot beside another.">
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(cohorts);
  if (isPending) return <Skeleton label="Reading the cohorts" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-5">
      {data.cohorts.length > 1 && <CompareCard cohorts={data.cohorts} />}
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {data.cohorts.length === 0 && (
            <Notice tone="info" title="There is no cohort yet">
              Create one, then add the tenants that belong to it. Figures can then be shown for them alone.
            </Notice>
          )}
          {data.cohorts.map((cohort) => (
            <CohortCard key={cohort.id} cohort={cohort} />
          ))}
        </div>
        <NewCohort />
      </div>
    </div>
  );
}
