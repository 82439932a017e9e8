'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { attachments, contactConfirmations } from '#lib/queries/attachments.ts';
import { ofIsv } from '#lib/queries/conversation.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { publishingStep, usePrefill } from '#lib/queries/publishing.ts';
import { useResumeOperation } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { HistoryList } from '#components/history/history-list.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { StepFrame } from '#components/onboarding/step-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ApplicationSection } from './application-section.tsx';
import { AttachedToRequest } from './attached-to-request.tsx';
import { AttestationsSection } from './attestations-section.tsx';
import { CapabilitiesSection } from './capabilities-section.tsx';
import { ContactsSection } from './contacts-section.tsx';
import { DocumentationSection } from './documentation-section.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { FindingsCard } from './findings-card.tsx';
import { GateCard } from './gate-card.tsx';
import { LogosSection } from './logos-section.tsx';
import { MessagesCard, MessageToReviewers } from './messages-card.tsx';
import { RequestDraft } from './request-draft.tsx';
import { requestFacts } from './request-facts.tsx';
import { StandingCard } from './standing-card.tsx';
import { StatementList } from './statement-list.tsx';
import { SubmissionCard } from './submission-card.tsx';
import { TermsSection } from './terms-section.tsx';

export function RequestPublishingStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, isFetchedAfterMount, refetch } = useQuery(publishingStep(id));
  // What an earlier visit saw may lack the run and the words of today.
  if (isPending || !isFetchedAfterMount) return <Skeleton label="Loading the request" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const { submission, findings } = data;
  return (
    <StepFrame step="request-publishing">
      <SubmissionCard step={data} />
      <StandingCard step={data} />
      <FindingsCard findings={findings} mayAnswer={submission.isEditable} />
      <MessagesCard path={ofIsv(id)} side="isv">
        <MessageToReviewers path={ofIsv(id)} />
      </MessagesCard>
      {submission.isEditable ? <Request step={data} /> : <HandedIn step={data} />}
      <EvidenceCard evidence={data.evidence} />
      <HistoryList onboardingId={id} />
    </StepFrame>
  );
}

function Request({ step }: { step: PublishingStep }) {
  const { id } = useOnboarding();
  const operation = useOperation(id, 'request-publishing', step.operation);
  const resume = useResumeOperation(id, 'request-publishing');
  const prefill = useFirstPrefill(step);
  return (
    <RequestDraft step={step}>
      {operation && operation.state !== 'done' && (
        <OperationPanel
          operation={operation}
          title="Submitting"
          onResume={() => resume.mutate(undefined)}
          isResuming={resume.isPending}
        />
      )}
      <CapabilitiesSection />
      <EvidenceSection />
      <ApplicationSection prefill={prefill} />
      <ContactsSection />
      <DocumentationSection />
      <LogosSection />
      <AttestationsSection />
      <TermsSection />
      <GateCard isSubmitting={operation?.state === 'running'} />
    </RequestDraft>
  );
}

/** A request that nobody has touched starts with what is known. If that fails, its button tries again. */
function useFirstPrefill({ fields }: PublishingStep): ReturnType<typeof usePrefill> {
  const { id } = useOnboarding();
  const prefill = usePrefill(id);
  const { mutate } = prefill;
  const isUntouched = useRef(Object.keys(fields).length === 0);
  useEffect(() => {
    if (!isUntouched.current) return;
    isUntouched.current = false;
    mutate();
  }, [mutate]);
  return prefill;
}

function HandedIn({ step: { fields } }: { step: PublishingStep }) {
  const { id } = useOnboarding();
  const attached = useQuery(attachments(id));
  const contacts = useQuery(contactConfirmations(id));
  const error = attached.error ?? contacts.error;
  const again = () => Promise.all([attached.refetch(), contacts.refetch()]);
  return (
    <>
      <Card title="What was entered">
        <Facts facts={requestFacts(fields)} />
      </Card>
      <StatementList fields={fields} />
      {attached.data && contacts.data ? (
        <AttachedToRequest
          fields={fields}
          attachments={attached.data}
          contacts={contacts.data}
          of={{ onboardingId: id }}
        />
      ) : error ? (
        <ProblemCard error={error} onRetry={() => void again()} />
      ) : (
        <Skeleton rows={3} label="Loading the files and contacts" />
      )}
    </>
  );
}
