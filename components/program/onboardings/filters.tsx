'use client';

import { useQuery } from '@tanstack/react-query';
import { cohorts } from '#lib/queries/cohorts.ts';
import { STANDINGS } from '#lib/rules/standing.ts';
import { SearchForm } from '#components/ui/search-form.tsx';
import { Select } from '#components/ui/select.tsx';
import type { useOnboardingsAddress } from './address.ts';
import { STANDING_WORDS } from './standing-words.ts';

const ALL = 'all';
const ANYWHERE = { id: ALL, title: 'Anywhere' };
const EVERYBODY = { id: ALL, title: 'Everybody' };
const ORDERS = [
  { id: 'newest', title: 'Moved on last' },
  { id: 'longest', title: 'Standing longest' },
];

/** Search and filters: what is chosen stands in the address, so that it can be kept and sent. */
export function OnboardingFilters({
  address: { query, change },
}: {
  address: ReturnType<typeof useOnboardingsAddress>;
}) {
  const { data } = useQuery(cohorts);
  const chosen = (id: string) => (id === ALL ? '' : id);
  return (
    <div className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
      <SearchForm
        key={query.q}
        asked={query.q}
        placeholder="Application or tenant"
        onSearch={(words) => change({ q: words })}
      />
      <Select
        label="Stands at"
        options={[ANYWHERE, ...STANDINGS.map((id) => ({ id, title: STANDING_WORDS[id] }))]}
        value={query.standing ?? ALL}
        onChange={(id) => change({ standing: chosen(id) })}
      />
      <Select
        label="Cohort"
        options={[EVERYBODY, ...(data?.cohorts ?? []).map(({ id, name }) => ({ id, title: name }))]}
        value={query.cohort ?? ALL}
        onChange={(id) => change({ cohort: chosen(id) })}
      />
      <Select label="Order" options={ORDERS} value={query.order} onChange={(order) => change({ order })} />
    </div>
  );
}
