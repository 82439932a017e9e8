'use client';

import type { RunSummary } from '#lib/onboarding/run-validation/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { durationWords, Moment } from '#components/ui/moment.tsx';
import { RunVerdict } from './run-verdict.tsx';

function countWords({ passed, failed, skipped }: RunSummary['counts']): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function RunHistory({
  runs,
  shown,
  onChoose,
}: {
  runs: RunSummary[];
  shown?: string;
  onChoose: (runId: string) => void;
}) {
  if (runs.length === 0) return null;
  return (
    <Card title="History">
      <DataTable<RunSummary>
        label="Runs"
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          { header: 'Started', cell: (run) => <Moment at={run.startedAt} /> },
          { header: 'Verdict', cell: (run) => <RunVerdict run={run} /> },
          {
            header: 'Tests',
            cell: (run) => (run.endedAt ? countWords(run.counts) : ''),
          },
          {
            header: 'Took',
            cell: (run) =>
              run.endedAt ? durationWords((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : '',
          },
          { header: 'Run ID', cell: (run) => <code>{run.runName ?? ''}</code> },
          {
            header: 'Show',
            cell: (run) =>
              run.id === shown ? (
                'Shown above'
              ) : (
                <Button look="quiet" aria-label={`Show run ${run.runName ?? run.id}`} onPress={() => onChoose(run.id)}>
                  Show
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}
