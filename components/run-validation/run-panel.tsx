'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { isLive, useCancelRun, useVerifyRun, validationRun } from '#lib/queries/validation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { RunActionsContext } from './run-source.tsx';
import { RunReport } from './run-report.tsx';

/** One run, followed live. */
export function RunPanel({ runId }: { runId: string }) {
  const { id } = useOnboarding();
  const client = useQueryClient();
  const { data: run, isLoadingError, error, refetch } = useQuery(validationRun(id, runId));
  const cancel = useCancelRun(id);
  const verify = useVerifyRun(id);
  const isJudged = run !== undefined && !isLive(run.status) && run.ready !== undefined;
  useEffect(() => {
    // The verdict changes what the journey and the history say.
    if (isJudged)
      void client.invalidateQueries({
        queryKey: ['onboardings', id],
        predicate: ({ queryKey }) => queryKey[2] !== 'runs' && queryKey[2] !== 'operations',
      });
  }, [isJudged, client, id]);
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (!run) return <Skeleton label="Loading the run" />;
  return (
    <RunActionsContext.Provider value={{ onboardingId: id, runId }}>
      <RunReport
        run={run}
        actions={
          <RunButtons
            run={run}
            onCancel={() => cancel.mutate(runId)}
            isCancelling={cancel.isPending}
            onVerify={() => verify.mutate(runId)}
            isVerifying={verify.isPending}
          />
        }
      />
      {cancel.error && <ProblemCard error={cancel.error} onRetry={() => cancel.mutate(runId)} />}
      {verify.error && <ProblemCard error={verify.error} onRetry={() => verify.mutate(runId)} />}
    </RunActionsContext.Provider>
  );
}

function RunButtons({
  run,
  onCancel,
  isCancelling,
  onVerify,
  isVerifying,
}: {
  run: RunView;
  onCancel: () => void;
  isCancelling: boolean;
  onVerify: () => void;
  isVerifying: boolean;
}) {
  if (isLive(run.status)) {
    return (
      <Button look="danger" isBusy={isCancelling} onPress={onCancel}>
        Cancel the run
      </Button>
    );
  }
  return (
    <Button isBusy={isVerifying} onPress={onVerify}>
      Verify at the source again
    </Button>
  );
}
