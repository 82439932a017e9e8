'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runPreview } from '#lib/queries/runs-in-azure.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { RunPreview } from './run-preview.tsx';

/** What a run proves. Read at its source only when asked: it takes a while. */
export function RunProof({ runId }: { runId: string }) {
  const { id } = useOnboarding();
  const [asked, setAsked] = useState<string>();
  const isAsked = asked === runId;
  const { data, error, isFetching, refetch } = useQuery({ ...runPreview(id, runId), enabled: isAsked });
  return (
    <div className="flex flex-col items-start gap-3">
      <Button isBusy={isFetching} onPress={() => (isAsked ? void refetch() : setAsked(runId))}>
        {data && isAsked ? 'Read it again' : 'Show what this run proves'}
      </Button>
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data && isAsked && (
        <div className="w-full">
          <RunPreview preview={data} />
        </div>
      )}
    </div>
  );
}
