'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { useResumeOperation } from '#lib/queries/steps.ts';
import { leftovers, useCleanUp } from '#lib/queries/validation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

/** Test users and groups that runs left in the tenant: listed first, removed on demand. */
export function CleanUpCard({ step }: { step: ValidationStep }) {
  const { id } = useOnboarding();
  const inventory = useQuery(leftovers(id));
  const cleanUp = useCleanUp(id);
  const operation = useOperation(id, 'clean-up', step.cleanUp);
  const resume = useResumeOperation(id, 'clean-up');
  const found = inventory.data?.leftovers ?? [];
  const { refetch } = inventory;
  const isListed = inventory.data !== undefined;
  const hasEnded = operation?.state === 'done' || operation?.state === 'failed';
  useEffect(() => {
    if (isListed && hasEnded) void refetch();
  }, [isListed, hasEnded, refetch]);
  return (
    <Card title="Leftovers">
      <p className="text-ink-soft">
        A run removes what it made. When one stops half-way, test users or groups can stay in your tenant. They are
        known by the beginning of their names.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button isBusy={inventory.isFetching} onPress={() => void inventory.refetch()}>
          Look for leftovers
        </Button>
        {found.length > 0 && (
          <Button
            look="danger"
            isBusy={cleanUp.isPending || operation?.state === 'running'}
            onPress={() => cleanUp.mutate({})}
          >
            {`Remove ${found.length} from the tenant`}
          </Button>
        )}
      </div>
      <div aria-live="polite" className="mt-3 flex flex-col gap-3">
        {inventory.isLoadingError && <ProblemCard error={inventory.error} onRetry={() => void inventory.refetch()} />}
        {cleanUp.error && <ProblemCard error={cleanUp.error} onRetry={() => cleanUp.mutate({})} />}
        {inventory.data && found.length === 0 && <p>Nothing was left behind.</p>}
        {found.length > 0 && (
          <ul className="list-disc pl-5">
            {found.map((leftover) => (
              <li key={leftover.id}>{`${leftover.kind} ${leftover.name}`}</li>
            ))}
          </ul>
        )}
        {operation && operation.state !== 'cancelled' && (
          <OperationPanel
            operation={operation}
            title="Cleaning up"
            onResume={() => resume.mutate(undefined)}
            isResuming={resume.isPending}
          />
        )}
      </div>
    </Card>
  );
}
