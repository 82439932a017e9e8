'use client';

import { useQuery } from '@tanstack/react-query';
import { reviewers } from '#lib/queries/review-queue.ts';
import { SUBMISSION_STATUSES } from '#lib/rules/submission-status.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { Select } from '#components/ui/select.tsx';
import type { useQueueAddress } from './queue-address.ts';
import { capabilityOptions, riskOptions } from './queue-words.ts';
import { STATUS_WORDS } from './submission-status.tsx';

type Address = ReturnType<typeof useQueueAddress>;
const ALL = 'all';
const any = (title: string) => ({ id: ALL, title });
const STATUSES = SUBMISSION_STATUSES.map((id) => ({ id, title: STATUS_WORDS[id].word }));
const TURNS = [
  { id: 'operator', title: 'The reviewers’' },
  { id: 'isv', title: 'The ISV’s' },
  { id: 'nobody', title: 'Nobody’s' },
  { id: 'anybody', title: 'Anybody’s' },
];
const SORTS = [
  { id: 'due', title: 'Due first' },
  { id: 'waiting', title: 'Waiting longest' },
  { id: 'age', title: 'Handed in first' },
  { id: 'age-desc', title: 'Handed in last' },
  { id: 'name', title: 'Name' },
];

/** Search and filters: what is chosen stands in the address, so that it can be kept and sent. */
export function QueueFilters({ address }: { address: Address }) {
  const { query, change } = address;
  const count = [...query.status, ...query.risk, query.late, query.capability].filter(Boolean).length;
  const people = useQuery(reviewers).data?.reviewers ?? [];
  const pick = (name: 'late' | 'capability') => (id: string) => change({ [name]: id === ALL ? undefined : id });
  const sort = query.sort === 'age' && query.order === 'desc' ? 'age-desc' : query.sort;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <SearchForm
          key={query.q}
          asked={query.q}
          placeholder="Application, ISV or Submission ID"
          onSearch={(q) => change({ q })}
        />
        <Select label="Whose turn" options={TURNS} value={query.turn} onChange={(turn) => change({ turn })} />
        <Select
          label="Reviewer"
          options={[
            { id: 'anybody', title: 'Anybody' },
            { id: 'me', title: 'Me' },
            { id: 'nobody', title: 'Nobody yet' },
            { id: 'somebody', title: 'Somebody' },
            ...people.map(({ id, name }) => ({ id, title: name })),
          ]}
          value={query.assignee}
          onChange={(id) => change({ assignee: id === 'anybody' ? undefined : id })}
        />
        <Select
          label="Order"
          options={SORTS}
          value={sort}
          onChange={(id) =>
            change({ sort: id.startsWith('age') ? 'age' : id, order: id === 'age-desc' ? 'desc' : undefined })
          }
        />
      </div>
      <Disclosure
        title={count > 0 ? `More filters, ${count} chosen` : 'More filters'}
        isOpenAtFirst={count > 0}
        level={2}
      >
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <MultiSelect
            label="Status"
            none="Any"
            joint=" or "
            options={STATUSES}
            value={query.status}
            onChange={(ids) => change({ status: ids.join(','), turn: undefined })}
          />
          <MultiSelect
            label="Risk"
            none="Any"
            joint=" and "
            options={riskOptions}
            value={query.risk}
            onChange={(ids) => change({ risk: ids.join(',') })}
          />
          <Select
            label="Deadline"
            options={[any('Any'), { id: 'yes', title: 'Late' }]}
            value={query.late ?? ALL}
            onChange={pick('late')}
          />
          <Select
            label="To be listed"
            options={[any('Anything'), ...capabilityOptions]}
            value={query.capability ?? ALL}
            onChange={pick('capability')}
          />
        </div>
      </Disclosure>
    </div>
  );
}
