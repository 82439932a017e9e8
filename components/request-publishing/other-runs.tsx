'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AzureRun } from '#lib/onboarding/runs-in-azure/contract.ts';
import { azureRuns, useAdoptRun } from '#lib/queries/runs-in-azure.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Moment } from '#components/ui/moment.tsx';

/** Runs that were started by hand: by their Run ID, by their link in the Azure portal, or out of Azure's own list. */
export function OtherRuns({ onTaken }: { onTaken: (runId: string) => void }) {
  const { id } = useOnboarding();
  const [pasted, setPasted] = useState('');
  const adopt = useAdoptRun(id);
  const take = (text: string) => adopt.mutate(text, { onSuccess: (run) => onTaken(run.id) });
  return (
    <Disclosure title="The run is not in the list">
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1 basis-80">
            <TextField
              label="Run ID, or the link to the run in the Azure portal"
              value={pasted}
              onChange={setPasted}
              placeholder="08584241990693220123474542218CU00"
            />
          </div>
          <Button isBusy={adopt.isPending} isDisabled={pasted.trim() === ''} onPress={() => take(pasted)}>
            Take this run
          </Button>
        </div>
        {adopt.error && <ProblemCard error={adopt.error} />}
        <RunsInAzure onTake={take} />
      </div>
    </Disclosure>
  );
}

function RunsInAzure({ onTake }: { onTake: (runName: string) => void }) {
  const { id } = useOnboarding();
  const { data, refetch, isFetching, error } = useQuery({ ...azureRuns(id), enabled: false });
  const unknown = data?.runs.filter(({ known }) => !known) ?? [];
  return (
    <>
      <Button className="self-start" isBusy={isFetching} onPress={() => void refetch()}>
        List the runs in Azure
      </Button>
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data && unknown.length === 0 && <p className="text-ink-soft">Azure lists no run that is not above.</p>}
      {unknown.map((run) => (
        <RunInAzure key={run.runName} run={run} onTake={onTake} />
      ))}
    </>
  );
}

function RunInAzure({
  run: { runName, status, startedAt },
  onTake,
}: {
  run: AzureRun;
  onTake: (name: string) => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span>
        <span className="font-mono text-[0.9rem]">{runName}</span>
        {`, ${status}, `}
        <Moment at={startedAt} />
      </span>
      <Button look="quiet" aria-label={`Take this run: ${runName}`} onPress={() => onTake(runName)}>
        Take this run
      </Button>
    </div>
  );
}
