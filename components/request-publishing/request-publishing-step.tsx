'use client';

import { useQuery } from '@tanstack/react-query';
import type { PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { useResumeOperation } from '#lib/queries/steps.ts';
import { publishingStep } from '#lib/queries/validation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { SubmissionStatus } from '#components/review/submission-status.tsx';
import { AcceptanceList } from '#components/run-validation/acceptance-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { RequestForm } from './request-form.tsx';
import { requestFacts } from './request-facts.tsx';

export function RequestPublishingStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, isFetchedAfterMount, refetch } = useQuery(publishingStep(id));
  // The form starts from it: what an earlier visit saw may lack the run and the draft of today.
  if (isPending || !isFetchedAfterMount) return <Skeleton label="Loading the request" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <StepFrame step="request-publishing">
      {data.submission ? <Submitted submission={data.submission} /> : <Request step={data} />}
    </StepFrame>
  );
}

function Request({ step }: { step: PublishingStep }) {
  const { id } = useOnboarding();
  const operation = useOperation(id, 'request-publishing', step.operation);
  const resume = useResumeOperation(id, 'request-publishing');
  return (
    <>
      {operation && operation.state !== 'done' && (
        <OperationPanel
          operation={operation}
          title="Submitting"
          onResume={() => resume.mutate(undefined)}
          isResuming={resume.isPending}
        />
      )}
      <RequestForm step={step} isSubmitting={operation?.state === 'running'} />
    </>
  );
}

function Submitted({ submission }: { submission: NonNullable<PublishingStep['submission']> }) {
  return (
    <Card title="Your request is with the reviewers" aside={<SubmissionStatus status={submission.status} />}>
      <div className="flex flex-col gap-5">
        <Facts
          facts={[
            ['Submission ID', <CopyableId key="id" kind="Submission ID" value={submission.id} />],
            [
              'Submitted',
              <span key="when">
                <Moment at={submission.submittedAt} />
                {` by ${submission.submittedByName}`}
              </span>,
            ],
            ['Whose turn', 'The reviewers’. You will see here when that changes.'],
            ...requestFacts(submission.request),
          ]}
        />
        <AcceptanceList checks={submission.acceptance} />
      </div>
    </Card>
  );
}
