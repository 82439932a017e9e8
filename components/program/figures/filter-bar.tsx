'use client';

import type { FiguresFilter } from '#lib/program/figures/contract.ts';
import type { Address } from '../address.ts';
import { CohortSelect, TimeSelect } from '../scope-selects.tsx';

export function FilterBar({ query, change }: Pick<Address<FiguresFilter>, 'query' | 'change'>) {
  return (
    <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
      <CohortSelect value={query.cohort} onChange={(cohort) => change({ cohort })} />
      <TimeSelect value={query.time} onChange={(time) => change({ time })} />
    </div>
  );
}
