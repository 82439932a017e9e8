'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { ProgramQuery, type ProgramRow } from '#lib/program/onboardings/contract.ts';
import { onceEach } from '#lib/queries/pages.ts';
import { programOnboardings } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { DataTable, type Column } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { countWords, MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { useAddress, type Address } from '../address.ts';
import { NothingLikeThis } from '../nothing-like-this.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { OnboardingFilters } from './filters.tsx';
import { STANDING_WORDS } from './standing-words.ts';

type Asked = Address<ProgramQuery>;

export function OnboardingsPage() {
  return (
    <ProgramFrame title="Onboardings" lead="Where every onboarding stands, and since when.">
      <Suspense fallback={<Skeleton rows={5} label="Loading the onboardings" />}>
        <Onboardings />
      </Suspense>
    </ProgramFrame>
  );
}

function Onboardings() {
  const address = useAddress(ProgramQuery);
  return (
    <>
      <OnboardingFilters address={address} />
      <Table address={address} />
    </>
  );
}

const VERDICTS: Record<ProgramRow['lastVerdict'], { tone: Tone; word: string }> = {
  ready: { tone: 'ok', word: 'Ready' },
  'not-ready': { tone: 'bad', word: 'Not ready' },
  none: { tone: 'waiting', word: 'None yet' },
};

const COLUMNS: Column<ProgramRow>[] = [
  { header: 'Tenant', cell: (row) => row.tenantName },
  { header: 'Application', cell: (row) => row.applicationName },
  { header: 'Stands at', cell: (row) => STANDING_WORDS[row.standing] },
  { header: 'Since', cell: (row) => <Moment at={row.since} /> },
  {
    header: 'Last verdict',
    cell: (row) => <Status tone={VERDICTS[row.lastVerdict].tone}>{VERDICTS[row.lastVerdict].word}</Status>,
  },
  { header: 'Last problem', cell: (row) => row.lastProblem ?? '', isWide: true },
];

function Table({ address }: { address: Asked }) {
  const pages = useInfiniteQuery(programOnboardings(address.search));
  const { data, error, isPending, isLoadingError, refetch } = pages;
  if (isPending) return <Skeleton rows={5} label="Loading the onboardings" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const rows = onceEach(
    data.pages.flatMap((page) => page.rows),
    ({ onboardingId }) => onboardingId,
  );
  const [first] = data.pages;
  if (!first || rows.length === 0) return <NothingHere address={address} />;
  return (
    <>
      <DataTable<ProgramRow> label="Onboardings" rows={rows} rowKey={(row) => row.onboardingId} columns={COLUMNS} />
      <MorePages pages={pages} words={countWords(rows.length, first, ['onboarding', 'onboardings'])} />
    </>
  );
}

function NothingHere({ address: { search, show } }: { address: Asked }) {
  if (search !== '') return <NothingLikeThis what="onboarding" hasSearch onShowAll={() => show('')} />;
  return (
    <Notice tone="info" title="Nobody has started yet">
      Onboardings appear here as soon as an ISV starts one.
    </Notice>
  );
}
