'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import type { CohortView } from '#lib/program/cohorts/contract.ts';
import { percent, type ProgramFigures } from '#lib/program/figures/contract.ts';
import { programFigures } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Two cohorts side by side, from the beginning; which two stands in the address. */
export function CompareCard({ cohorts }: { cohorts: CohortView[] }) {
  const router = useRouter();
  const said = useSearchParams();
  const chosen = (name: string) => cohorts.find(({ id }) => id === said.get(name))?.id;
  const [one, other] = [chosen('one'), chosen('other')];
  const choose = (name: string) => (id: string) => {
    const next = new URLSearchParams({ ...(one ? { one } : {}), ...(other ? { other } : {}), [name]: id });
    router.replace(`/program/cohorts?${next.toString()}`, { scroll: false });
  };
  const options = cohorts.map(({ id, name }) => ({ id, title: name }));
  return (
    <Card title="Compare two cohorts">
      <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
        <Select label="One" value={one} options={options} onChange={choose('one')} />
        <Select label="The other" value={other} options={options} onChange={choose('other')} />
      </div>
      {one && other && (
        <div className="mt-4">
          <Comparison one={one} other={other} />
        </div>
      )}
    </Card>
  );
}

function Comparison({ one, other }: { one: string; other: string }) {
  const first = useQuery(programFigures({ cohort: one, time: 'all' }));
  const second = useQuery(programFigures({ cohort: other, time: 'all' }));
  const error = first.error ?? second.error;
  if (error) return <ProblemCard error={error} />;
  if (!first.data || !second.data) return <Skeleton label="Counting" />;
  return (
    <DataTable
      label="Comparison"
      rows={compared(first.data, second.data)}
      rowKey={({ what }) => what}
      columns={[
        { header: 'Figure', cell: ({ what }) => what },
        { header: first.data.filter.cohortName ?? 'One', cell: (row) => row.one },
        {
          header: `${second.data.filter.cohortName ?? 'The other'}${one === other ? ' (again)' : ''}`,
          cell: (row) => row.other,
        },
      ]}
    />
  );
}

type Compared = { what: string; one: string; other: string };

function compared(one: ProgramFigures, other: ProgramFigures): Compared[] {
  const rows = (of: ProgramFigures) => new Map(figureWords(of));
  const [left, right] = [rows(one), rows(other)];
  return [...new Set([...left.keys(), ...right.keys()])].map((what) => ({
    ...{ what, one: left.get(what) ?? 'none yet', other: right.get(what) ?? 'none yet' },
  }));
}

function figureWords({ funnel, stepTimes, firstRuns, stuck, causes }: ProgramFigures): [string, string][] {
  const started = funnel[0]?.onboardings ?? 0;
  return [
    ...funnel.map(({ title, onboardings }): [string, string] => [
      title,
      started === 0 || title === 'Started'
        ? String(onboardings)
        : `${onboardings} (${percent(onboardings, started)} %)`,
    ]),
    ...stepTimes.map(({ title, medianHours }): [string, string] => [`${title}, median`, `${medianHours} h`]),
    ['Passed with the first run', `${firstRuns.passed} of ${firstRuns.onboardings}`],
    ['Stuck', String(stuck.total)],
    ['Cause most often found', causes[0]?.title ?? 'none yet'],
  ];
}
