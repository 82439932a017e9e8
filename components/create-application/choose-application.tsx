'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { applicationCandidates, useStartOperation } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export function ChooseApplication() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(applicationCandidates(id));
  const start = useStartOperation(id, 'create-application');
  const [chosen, setChosen] = useState<string>();
  if (isPending) return <Skeleton rows={1} label="Looking for your applications" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.candidates.length === 0) {
    return (
      <Notice tone="info" title="Your tenant has no non-gallery application">
        Create a new one instead; it takes a few seconds.
      </Notice>
    );
  }
  const use = () => chosen && start.mutate({ mode: 'existing', servicePrincipalId: chosen });
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="Application"
        value={chosen}
        onChange={setChosen}
        options={data.candidates.map((one) => ({
          id: one.servicePrincipalId,
          title: one.name,
          detail: `Application (client) id ${one.directoryAppId}`,
        }))}
      />
      {start.error && <ProblemCard error={start.error} onRetry={() => use()} />}
      <Button look="primary" isDisabled={!chosen} isBusy={start.isPending} onPress={() => use()} className="self-start">
        Use this application
      </Button>
    </div>
  );
}
