'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import type { ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { useResumeOperation } from '#lib/queries/steps.ts';
import { validationStep } from '#lib/queries/validation.ts';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ResumeForm } from '#components/credential/resume-form.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { NextStep, StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { CleanUpCard } from './clean-up-card.tsx';
import { NewRun } from './new-run.tsx';
import { RevokeCard } from './revoke-card.tsx';
import { RunHistory } from './run-history.tsx';
import { RunPanel } from './run-panel.tsx';

export function RunValidationStep() {
  const { id, evidence } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(validationStep(id));
  if (isPending) return <Skeleton label="Loading the step" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <StepFrame step="run-validation">
      {data.groupsOnlyWarning && (
        <Notice tone="warn" title="This template cannot validate an application with groups only">
          {data.groupsOnlyWarning}
        </Notice>
      )}
      <ValidationContent step={data} />
      <NextStep
        step="run-validation"
        isReady={Boolean(evidence)}
        notReady="Opens after a run with the verdict ready, verified at its source."
      />
    </StepFrame>
  );
}

function ValidationContent({ step }: { step: ValidationStep }) {
  const { id, scimEndpoint } = useOnboarding();
  const [chosenRun, chooseRun] = useState<string>();
  const [typed] = useCredentialMemory();
  const operation = useOperation(id, 'start-run', step.operation);
  const resume = useResumeOperation(id, 'start-run');
  const shownRun = chosenRun ?? step.current ?? step.runs[0]?.id;
  const mayStart = !step.current && operation?.state !== 'running';
  const goOn = () => resume.mutate(typed?.credential);
  return (
    <>
      {isLost(step) ? (
        <LostNotice step={step} />
      ) : (
        mayStart && <NewRun step={step} onStarted={() => chooseRun(undefined)} />
      )}
      {operation && operation.state !== 'done' && operation.state !== 'cancelled' && (
        <OperationPanel
          operation={operation}
          title="Starting the run"
          onResume={goOn}
          isResuming={resume.isPending}
          beforeResume={
            typed ? undefined : (
              <ResumeForm
                scimEndpoint={scimEndpoint}
                onResume={(credential) => resume.mutate(credential)}
                isResuming={resume.isPending}
              />
            )
          }
        />
      )}
      {resume.error && <ProblemCard error={resume.error} onRetry={goOn} />}
      {shownRun && <RunPanel key={shownRun} runId={shownRun} />}
      <RunHistory runs={step.runs} shown={shownRun} onChoose={chooseRun} />
      {!step.current && <RevokeCard />}
      <CleanUpCard step={step} />
    </>
  );
}

const isLost = ({ logicApp }: ValidationStep) => logicApp?.inAzure === 'gone' || logicApp?.inAzure === 'replaced';

function LostNotice({ step: { logicApp } }: { step: ValidationStep }) {
  const { id } = useOnboarding();
  return (
    <Notice tone="warn" title={`${logicApp?.name} is no longer in Azure as it was deployed`}>
      No run can start without it.{' '}
      <Link href={`/onboardings/${id}/deploy-logic-app`} className="font-medium text-accent-strong underline">
        Deploy it again in step 4
      </Link>
      .
    </Notice>
  );
}
