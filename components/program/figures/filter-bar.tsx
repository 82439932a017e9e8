'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { FiguresFilter } from '#lib/program/figures/contract.ts';
import { cohorts } from '#lib/queries/cohorts.ts';
import { addressOf } from '#lib/queries/program.ts';
import { Select } from '#components/ui/select.tsx';

export const TIME_WORDS: Record<FiguresFilter['time'], string> = {
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  '365': 'The last year',
  all: 'From the beginning',
};

/** What the address says; what it says wrongly counts as not said. */
export function useFigureFilter(): [FiguresFilter, (filter: FiguresFilter) => void] {
  const router = useRouter();
  const path = usePathname();
  const said = Object.fromEntries(useSearchParams());
  const read = FiguresFilter.safeParse(said);
  const filter = read.success ? read.data : FiguresFilter.parse({});
  return [filter, (changed) => router.replace(`${path}?${addressOf(changed)}`, { scroll: false })];
}

const EVERYBODY = { id: 'everybody', title: 'Everybody' };

export function FilterBar({ filter, onChange }: { filter: FiguresFilter; onChange: (filter: FiguresFilter) => void }) {
  const { data } = useQuery(cohorts);
  return (
    <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
      <Select
        label="Cohort"
        value={filter.cohort ?? EVERYBODY.id}
        options={[EVERYBODY, ...(data?.cohorts ?? []).map(({ id, name }) => ({ id, title: name }))]}
        onChange={(id) => onChange({ time: filter.time, ...(id === EVERYBODY.id ? {} : { cohort: id }) })}
      />
      <Select
        label="Time"
        value={filter.time}
        options={Object.entries(TIME_WORDS).map(([id, title]) => ({ id, title }))}
        onChange={(time) => onChange(FiguresFilter.parse({ ...filter, time }))}
      />
    </div>
  );
}
