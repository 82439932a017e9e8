'use client';

import { useQuery } from '@tanstack/react-query';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { ProgramRow } from '#lib/program/contract.ts';
import { program } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { ProgramFrame } from './program-frame.tsx';

export function OnboardingsPage() {
  return (
    <ProgramFrame title="Onboardings" lead="Where every onboarding stands, and since when.">
      <Table />
    </ProgramFrame>
  );
}

const VERDICTS: Record<ProgramRow['lastVerdict'], { tone: Tone; word: string }> = {
  ready: { tone: 'ok', word: 'Ready' },
  'not-ready': { tone: 'bad', word: 'Not ready' },
  none: { tone: 'waiting', word: 'None yet' },
};

function Table() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(program);
  if (isPending) return <Skeleton rows={5} label="Loading the program" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.rows.length === 0) {
    return (
      <Notice tone="info" title="Nobody has started yet">
        Onboardings appear here as soon as an ISV starts one.
      </Notice>
    );
  }
  return (
    <DataTable<ProgramRow>
      label="Onboardings"
      rows={data.rows}
      rowKey={(row) => row.onboardingId}
      columns={[
        { header: 'Tenant', cell: (row) => row.tenantName },
        { header: 'Application', cell: (row) => row.applicationName },
        { header: 'Step', cell: (row) => (row.step === 'submitted' ? 'Submitted' : STEP_WORDS[row.step].title) },
        { header: 'Since', cell: (row) => <Moment at={row.since} /> },
        {
          header: 'Last verdict',
          cell: (row) => <Status tone={VERDICTS[row.lastVerdict].tone}>{VERDICTS[row.lastVerdict].word}</Status>,
        },
        { header: 'Last problem', cell: (row) => row.lastProblem ?? '' },
      ]}
    />
  );
}
