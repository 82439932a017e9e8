'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationStep } from '#lib/onboarding/create-application/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { applicationStep, useResumeOperation } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { NextStep, StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Card } from '#components/ui/card.tsx';
import { ChoiceCards } from '#components/ui/choice.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ChooseApplication } from './choose-application.tsx';
import { NewApplication } from './new-application.tsx';

export function CreateApplicationStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(applicationStep(id));
  if (isPending) return <Skeleton label="Loading the step" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <StepFrame step="create-application">
      <ApplicationContent step={data} />
      <NextStep
        step="create-application"
        isReady={Boolean(data.application)}
        notReady="Create or choose the application first."
      />
    </StepFrame>
  );
}

function ApplicationContent({ step }: { step: ApplicationStep }) {
  const { id } = useOnboarding();
  const operation = useOperation(id, 'create-application', step.operation);
  const resume = useResumeOperation(id, 'create-application');
  return (
    <>
      {step.application ? (
        <ApplicationFacts application={step.application} />
      ) : (
        operation?.state !== 'running' && <Choose suggestedName={step.suggestedName} />
      )}
      {operation && (
        <OperationPanel
          operation={operation}
          title="What was done"
          onResume={() => resume.mutate(undefined)}
          isResuming={resume.isPending}
        />
      )}
      {resume.error && <ProblemCard error={resume.error} onRetry={() => resume.mutate(undefined)} />}
    </>
  );
}

function Choose({ suggestedName }: { suggestedName: string }) {
  const [mode, setMode] = useState('create');
  return (
    <Card>
      <ChoiceCards
        label="Which application?"
        value={mode}
        onChange={setMode}
        choices={[
          {
            id: 'create',
            title: 'Create a new one',
            detail: 'A non-gallery application, made in your tenant with your rights.',
          },
          { id: 'existing', title: 'Use one I have', detail: 'A non-gallery application that is already there.' },
        ]}
      />
      <div className="mt-5">
        {mode === 'create' ? <NewApplication suggestedName={suggestedName} /> : <ChooseApplication />}
      </div>
    </Card>
  );
}

function ApplicationFacts({ application }: { application: NonNullable<ApplicationStep['application']> }) {
  return (
    <Card title={application.name}>
      <Facts
        facts={[
          [
            'Application (client) id',
            <CopyableId key="app" kind="Application (client) id" value={application.directoryAppId} />,
          ],
          [
            'Application object id',
            <CopyableId key="object" kind="Application object id" value={application.applicationObjectId} />,
          ],
          [
            'Service principal object id',
            <CopyableId key="sp" kind="Service principal object id" value={application.servicePrincipalId} />,
          ],
          [
            'In the Entra admin center',
            <a
              key="link"
              href={`https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${application.servicePrincipalId}/appId/${application.directoryAppId}`}
            >
              Open the enterprise application
            </a>,
          ],
        ]}
      />
    </Card>
  );
}
