'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { FeedbackQuery, type FeedbackRow, type FeedbackThemes } from '#lib/program/feedback/contract.ts';
import { programFeedback, useSaveFeedback } from '#lib/queries/feedback.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { countWords, MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { useAddress, type Address } from '../address.ts';
import { NothingLikeThis } from '../nothing-like-this.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { SaveButtons } from '../save-buttons.tsx';
import { CohortSelect, TimeSelect } from '../scope-selects.tsx';
import { ThemeField } from './theme-field.tsx';

export function FeedbackPage() {
  return (
    <ProgramFrame title="Feedback" lead="What ISVs say about the steps, put under themes.">
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const address = useAddress(FeedbackQuery);
  const { search, show } = address;
  const pages = useInfiniteQuery(programFeedback(search));
  const save = useSaveFeedback(search);
  const { data, error, isPending, isLoadingError, refetch } = pages;
  if (isPending) return <Skeleton label="Reading the feedback" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const rows = data.pages.flatMap((page) => page.rows);
  const [first] = data.pages;
  const themes = first?.themes ?? [];
  if (!first || (rows.length === 0 && search === '')) {
    return (
      <Notice tone="info" title="Nobody has said anything yet">
        ISVs can say how a step is for them at the end of each one. It appears here.
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Filters address={address} themes={themes} />
      <SaveButtons save={save} />
      {rows.length === 0 ? (
        <NothingLikeThis what="feedback" onShowAll={() => show('')} />
      ) : (
        <>
          <Table rows={rows} themes={themes} />
          <MorePages
            pages={pages}
            words={countWords(rows.length, first, ['piece of feedback', 'pieces of feedback'])}
          />
        </>
      )}
    </div>
  );
}

const RATINGS: Record<FeedbackRow['rating'], { tone: Tone; word: string }> = {
  good: { tone: 'ok', word: 'Went well' },
  ok: { tone: 'info', word: 'All right' },
  bad: { tone: 'bad', word: 'Hard' },
};

function Filters({ address: { query, change }, themes }: { address: Address<FeedbackQuery>; themes: FeedbackThemes }) {
  const options = [
    { id: 'all', title: 'Everything' },
    { id: 'session', title: 'Wishes for a session' },
    { id: 'no-theme', title: 'Without a theme' },
    ...themes.map(({ theme, count }) => ({ id: `theme:${theme}`, title: `${theme} (${count})` })),
  ];
  return (
    <div className="grid gap-4 sm:max-w-3xl sm:grid-cols-3">
      <Select label="Show" value={query.show} options={options} onChange={(show) => change({ show })} />
      <CohortSelect value={query.cohort} onChange={(cohort) => change({ cohort })} />
      <TimeSelect label="Given" value={query.time} onChange={(time) => change({ time })} />
    </div>
  );
}

function Table({ rows, themes }: { rows: FeedbackRow[]; themes: FeedbackThemes }) {
  return (
    <DataTable<FeedbackRow>
      label="Feedback"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { header: 'When', cell: (row) => <Moment at={row.at} /> },
        { header: 'Who', cell: (row) => `${row.byName}, ${row.tenantName}, ${row.applicationName}` },
        {
          header: 'About',
          cell: (row) => (row.step === 'whole-journey' ? 'The whole way' : STEP_WORDS[row.step].title),
        },
        {
          header: 'Rating',
          cell: ({ rating }) => <Status tone={RATINGS[rating].tone}>{RATINGS[rating].word}</Status>,
        },
        { header: 'Words', cell: (row) => row.words, isWide: true },
        { header: 'Session', cell: (row) => (row.wantsSession ? 'Wished for' : '') },
        { header: 'Theme', cell: (row) => <ThemeField key={row.theme} row={row} themes={themes} /> },
      ]}
    />
  );
}
