'use client';

import { useQuery } from '@tanstack/react-query';
import { FiguresFilter } from '#lib/program/figures/contract.ts';
import { programFigures, useCountFigures, useSaveFigures } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useAddress } from '../address.ts';
import { ProgramFrame } from '../program-frame.tsx';
import { FailureMap } from './failure-map.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FirstRunsCard, CausesCard } from './findings-cards.tsx';
import { FunnelCard, StepTimesCard } from './journey-cards.tsx';
import { ReviewCard } from './review-card.tsx';
import { StuckCard } from './stuck-card.tsx';

export function FiguresPage() {
  return (
    <ProgramFrame title="Program" lead="How far onboardings come, where they stop and why, and how reviews keep up.">
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const { query: filter, change } = useAddress(FiguresFilter);
  const { data, error, isPending, isLoadingError, isPlaceholderData, refetch } = useQuery(programFigures(filter));
  return (
    <div className="flex flex-col gap-5">
      <FilterBar query={filter} change={change} />
      {isPending && <Skeleton rows={6} label="Counting" />}
      {isLoadingError && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className={isPlaceholderData ? 'opacity-60' : undefined} aria-busy={isPlaceholderData}>
          <AsOf countedAt={data.countedAt} filter={filter} />
          <div className="mt-4 grid grid-cols-1 gap-5 lg:grid-cols-2">
            <FunnelCard figures={data} />
            <StepTimesCard figures={data} />
            <StuckCard figures={data} />
            <FailureMap figures={data} />
            <FirstRunsCard figures={data} />
            <CausesCard figures={data} />
            <ReviewCard figures={data} />
          </div>
        </div>
      )}
    </div>
  );
}

function AsOf({ countedAt, filter }: { countedAt: string; filter: FiguresFilter }) {
  const count = useCountFigures(filter);
  const save = useSaveFigures(filter);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-ink-soft">
          {'Counted '}
          <Moment at={countedAt} />
          {', and every few minutes again.'}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button isBusy={count.isPending} onPress={() => count.mutate()}>
            Count again
          </Button>
          <Button isBusy={save.isPending} onPress={() => save.mutate({ format: 'json' })}>
            Save all as JSON
          </Button>
        </div>
      </div>
      {count.error && <ProblemCard error={count.error} onRetry={() => count.mutate()} />}
      {save.error && <ProblemCard error={save.error} onRetry={() => save.mutate({ format: 'json' })} />}
    </>
  );
}
