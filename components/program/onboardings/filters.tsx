'use client';

import type { ProgramQuery } from '#lib/program/onboardings/contract.ts';
import { STANDINGS } from '#lib/rules/standing.ts';
import { SearchForm } from '#components/ui/search-form.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Address } from '../address.ts';
import { CohortSelect, TimeSelect } from '../scope-selects.tsx';
import { STANDING_WORDS } from './standing-words.ts';

const ANYWHERE = { id: 'anywhere', title: 'Anywhere' };
const ORDERS = [
  { id: 'newest', title: 'Moved on last' },
  { id: 'longest', title: 'Standing longest' },
];

/** Search and filters: what is chosen stands in the address, so that it can be kept and sent. */
export function OnboardingFilters({ address: { query, change } }: { address: Address<ProgramQuery> }) {
  return (
    <div className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr]">
      <SearchForm
        key={query.q}
        asked={query.q}
        placeholder="Application or tenant"
        onSearch={(words) => change({ q: words })}
      />
      <Select
        label="Stands at"
        options={[ANYWHERE, ...STANDINGS.map((id) => ({ id, title: STANDING_WORDS[id] }))]}
        value={query.standing ?? ANYWHERE.id}
        onChange={(id) => change({ standing: STANDINGS.find((one) => one === id) })}
      />
      <CohortSelect value={query.cohort} onChange={(cohort) => change({ cohort })} />
      <TimeSelect label="Started" value={query.time} onChange={(time) => change({ time })} />
      <Select
        label="Order"
        options={ORDERS}
        value={query.order}
        onChange={(order) => change({ order: order === 'longest' ? order : 'newest' })}
      />
    </div>
  );
}
