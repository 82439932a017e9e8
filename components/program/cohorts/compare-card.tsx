'use client';

import { useQuery } from '@tanstack/react-query';
import {
  ComparisonAddress,
  comparisonHead,
  type CohortView,
  type ComparisonAsk,
  type ComparisonRow,
} from '#lib/program/cohorts/contract.ts';
import { cohortComparison, useSaveComparison } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useAddress } from '../address.ts';
import { SaveButtons } from '../save-buttons.tsx';
import { TimeSelect } from '../scope-selects.tsx';

/** Two cohorts side by side; which two, and in which time, stands in the address. */
export function CompareCard({ cohorts }: { cohorts: CohortView[] }) {
  const { query, change } = useAddress(ComparisonAddress);
  const there = (asked: string | undefined) => cohorts.find(({ id }) => id === asked)?.id;
  const [one, other] = [there(query.one), there(query.other)];
  const options = cohorts.map(({ id, name }) => ({ id, title: name }));
  return (
    <Card title="Compare two cohorts">
      <div className="grid gap-4 sm:max-w-3xl sm:grid-cols-3">
        <Select label="One" value={one} options={options} onChange={(id) => change({ one: id })} />
        <Select label="The other" value={other} options={options} onChange={(id) => change({ other: id })} />
        <TimeSelect value={query.time} onChange={(time) => change({ time })} />
      </div>
      {one && other && (
        <div className="mt-4">
          <p className="mb-3 text-ink-soft">
            Onboardings that were started, first runs that were judged and probes that ended in this time. Who is stuck
            counts whenever it was started.
          </p>
          <CompareTable ask={{ one, other, time: query.time }} />
        </div>
      )}
    </Card>
  );
}

function CompareTable({ ask }: { ask: ComparisonAsk }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(cohortComparison(ask));
  const save = useSaveComparison(ask);
  if (isPending) return <Skeleton label="Counting" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const [figure, one, other] = comparisonHead(data);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">
        {`${one} was counted `}
        <Moment at={data.one.countedAt} />
        {`, ${other} `}
        <Moment at={data.other.countedAt} />.
      </p>
      <DataTable<ComparisonRow>
        label="Comparison"
        rows={data.rows}
        rowKey={(row) => row.figure}
        columns={[
          { header: figure, cell: (row) => row.figure },
          { header: one, cell: (row) => row.one ?? 'none yet' },
          { header: other, cell: (row) => row.other ?? 'none yet' },
        ]}
      />
      <SaveButtons save={save} />
    </div>
  );
}
