'use client';

import { useQuery } from '@tanstack/react-query';
import { programSettings } from '#lib/queries/program-settings.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ProgramFrame } from '../program-frame.tsx';
import { SettingsForm } from './settings-form.tsx';

export function SettingsPage() {
  return (
    <ProgramFrame
      title="Settings"
      lead="What counts for everybody. A change counts at once, and the audit trail keeps who made it."
    >
      <Content />
    </ProgramFrame>
  );
}

function Content() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(programSettings);
  if (isPending) return <Skeleton label="Reading the settings" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return <SettingsForm view={data} onReload={() => void refetch()} />;
}
