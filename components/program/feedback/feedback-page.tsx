'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { FeedbackRow, FeedbackTable } from '#lib/program/feedback/contract.ts';
import { programFeedback, useSaveFeedback } from '#lib/queries/feedback.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { ThemeField } from './theme-field.tsx';

export function FeedbackPage() {
  return (
    <ProgramFrame title="Feedback" lead="What ISVs say about the steps, put under themes.">
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(programFeedback);
  if (isPending) return <Skeleton label="Reading the feedback" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.rows.length === 0) {
    return (
      <Notice tone="info" title="Nobody has said anything yet">
        ISVs can say how a step is for them at the end of each one. It appears here.
      </Notice>
    );
  }
  return <Table table={data} />;
}

const RATINGS: Record<FeedbackRow['rating'], { tone: Tone; word: string }> = {
  good: { tone: 'ok', word: 'Went well' },
  ok: { tone: 'info', word: 'All right' },
  bad: { tone: 'bad', word: 'Hard' },
};
const ALL = 'all';
const SESSION = 'session';
const NO_THEME = 'no-theme';

function Table({ table: { rows, total, themes } }: { table: FeedbackTable }) {
  const router = useRouter();
  const shown = useSearchParams().get('show') ?? ALL;
  const options = [
    { id: ALL, title: 'Everything' },
    { id: SESSION, title: 'Wishes for a session' },
    { id: NO_THEME, title: 'Without a theme' },
    ...themes.map(({ theme, count }) => ({ id: `theme:${theme}`, title: `${theme} (${count})` })),
  ];
  const list = rows.filter((row) => isShown(row, shown));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="w-full sm:w-72">
          <Select
            label="Show"
            value={options.some(({ id }) => id === shown) ? shown : ALL}
            options={options}
            onChange={(id) => router.replace(`/program/feedback?${new URLSearchParams({ show: id }).toString()}`)}
          />
        </div>
        <Saves />
      </div>
      <p role="status" className="text-ink-soft">
        {`${list.length} of ${total}${total > rows.length ? `; the newest ${rows.length} are looked at here, exports hold more` : ''}`}
      </p>
      <DataTable<FeedbackRow>
        label="Feedback"
        rows={list}
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
    </div>
  );
}

function isShown(row: FeedbackRow, shown: string): boolean {
  if (shown === SESSION) return row.wantsSession;
  if (shown === NO_THEME) return row.theme === undefined;
  return shown.startsWith('theme:') ? `theme:${row.theme}` === shown : true;
}

function Saves() {
  const save = useSaveFeedback();
  return (
    <div className="flex flex-wrap gap-2">
      <Button isBusy={save.isPending && save.variables === 'csv'} onPress={() => save.mutate('csv')}>
        Save as CSV
      </Button>
      <Button isBusy={save.isPending && save.variables === 'json'} onPress={() => save.mutate('json')}>
        Save as JSON
      </Button>
      {save.error && <ProblemCard error={save.error} />}
    </div>
  );
}
