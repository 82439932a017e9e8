'use client';

import { useQuery } from '@tanstack/react-query';
import type { ProvisioningStep } from '#lib/onboarding/configure-provisioning/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { provisioningStep, useResumeOperation } from '#lib/queries/steps.ts';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ResumeForm } from '#components/credential/resume-form.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { NextStep, StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { FasterCyclesCard } from './faster-cycles-card.tsx';
import { JobHealthCard } from './job-health-card.tsx';
import { MappingTables } from './mapping-tables.tsx';

export function ConfigureProvisioningStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(provisioningStep(id));
  if (isPending) return <Skeleton label="Reading the provisioning job" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const isReady = Boolean(data.health?.healthy && data.health.firstCycleDone);
  return (
    <StepFrame step="configure-provisioning">
      <ProvisioningContent step={data} onRefresh={() => void refetch()} />
      <NextStep
        step="configure-provisioning"
        isReady={isReady}
        notReady="Opens after the first healthy provisioning cycle."
      />
    </StepFrame>
  );
}

function ProvisioningContent({ step, onRefresh }: { step: ProvisioningStep; onRefresh: () => void }) {
  const { id } = useOnboarding();
  const [typed] = useCredentialMemory();
  const operation = useOperation(id, 'configure-provisioning', step.operation);
  const resume = useResumeOperation(id, 'configure-provisioning');
  const goOn = () => resume.mutate(typed?.credential);
  return (
    <>
      {step.health && <JobHealthCard health={step.health} onRefresh={onRefresh} />}
      {operation?.state !== 'running' && <ConnectionCard step={step} />}
      {operation && (
        <OperationPanel
          operation={operation}
          title="What was done"
          onResume={goOn}
          isResuming={resume.isPending}
          beforeResume={
            typed ? undefined : (
              <ResumeForm
                scimEndpoint={step.scimEndpoint}
                onResume={(credential) => resume.mutate(credential)}
                isResuming={resume.isPending}
              />
            )
          }
        />
      )}
      {resume.error && <ProblemCard error={resume.error} onRetry={goOn} />}
      {step.jobId && <FasterCyclesCard />}
      {step.mappings && <MappingTables mappings={step.mappings} />}
    </>
  );
}
