'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { FiguresFilter } from '#lib/program/figures/contract.ts';
import { addressOf } from '#lib/queries/program.ts';
import { CohortSelect, TimeSelect } from '../scope-selects.tsx';

/** What the address says; what it says wrongly counts as not said. */
export function useFigureFilter(): [FiguresFilter, (filter: FiguresFilter) => void] {
  const router = useRouter();
  const path = usePathname();
  const said = Object.fromEntries(useSearchParams());
  const read = FiguresFilter.safeParse(said);
  const filter = read.success ? read.data : FiguresFilter.parse({});
  return [filter, (changed) => router.replace(`${path}?${addressOf(changed)}`, { scroll: false })];
}

export function FilterBar({ filter, onChange }: { filter: FiguresFilter; onChange: (filter: FiguresFilter) => void }) {
  return (
    <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
      <CohortSelect value={filter.cohort} onChange={(cohort) => onChange({ ...filter, cohort })} />
      <TimeSelect value={filter.time} onChange={(time) => onChange({ ...filter, time })} />
    </div>
  );
}
