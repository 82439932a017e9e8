'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { Reverification, SubmissionView } from '#lib/review/contract.ts';
import { ofReview } from '#lib/queries/conversation.ts';
import { submission, useReverify } from '#lib/queries/review.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import { HistoryList } from '#components/history/history-list.tsx';
import { Main } from '#components/layout/main.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { NotOpened } from '#components/layout/wrong-account.tsx';
import { AttachedToRequest } from '#components/request-publishing/attached-to-request.tsx';
import { EvidencePack } from '#components/request-publishing/evidence-pack.tsx';
import { MessagesCard } from '#components/request-publishing/messages-card.tsx';
import { requestFacts } from '#components/request-publishing/request-facts.tsx';
import { StatementList } from '#components/request-publishing/statement-list.tsx';
import { AcceptanceList } from '#components/run-validation/acceptance-list.tsx';
import { RunReport } from '#components/run-validation/run-report.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useAskList } from './asking.ts';
import { ChecklistCard } from './checklist-card.tsx';
import { DecisionCard } from './decision-card.tsx';
import { MessageToIsv } from './message-to-isv.tsx';
import { NotesCard } from './notes-card.tsx';
import { FindingsReview } from './findings-review.tsx';
import { OnThisPage, Place } from './places.tsx';
import { ProbeReport } from './probe-report.tsx';
import { SinceLookCard } from './since-look-card.tsx';
import { Shown, ShownNote } from './shown.tsx';
import { SubmissionStatus } from './submission-status.tsx';
import { TriageCard } from './triage-card.tsx';

export function SubmissionPage({ submissionId }: { submissionId: string }) {
  return (
    <Main className="mx-auto w-full max-w-7xl px-4 py-8">
      <SignedIn area="Reviewer">
        <RefreshTrouble />
        <Loaded submissionId={submissionId} />
      </SignedIn>
    </Main>
  );
}

function Loaded({ submissionId }: { submissionId: string }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(submission(submissionId));
  const asking = useAskList(data?.submission.version);
  if (isPending) return <Skeleton rows={4} label="Loading the submission" />;
  if (isLoadingError) return <NotOpened error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-6">
      <header>
        <p>
          <Link href="/review" className="text-accent-strong underline">
            All submissions
          </Link>
        </p>
        <h1 className="mt-1 text-2xl">{data.applicationName}</h1>
        <p className="text-ink-soft">
          {data.tenantName} · submitted <Moment at={data.submittedAt} /> by {data.submittedByName}
        </p>
      </header>
      <ShownNote view={data} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <TriageCard view={data} />
        <OnThisPage view={data} />
      </div>
      <SinceLookCard submissionId={submissionId} />
      <Place id="request">
        <SubmissionFacts view={data} />
      </Place>
      <Place id="evidence">
        <Reverify view={data} />
      </Place>
      <ChecklistCard
        submissionId={submissionId}
        asking={mayMove('operator', data.status, 'changes-requested') ? asking : undefined}
      />
      <FindingsReview view={data} asking={asking} />
      <Place id="decision">
        <DecisionCard submissionId={submissionId} onBegun={asking.goOn} />
      </Place>
      <Place id="messages">
        <MessagesCard path={ofReview(submissionId)} side="operator">
          <MessageToIsv submissionId={submissionId} />
        </MessagesCard>
      </Place>
      <Place id="notes">
        <NotesCard submissionId={submissionId} />
      </Place>
      <Place id="statements">
        <StatementList fields={data.fields} />
      </Place>
      <AttachedToRequest {...data} of={{ submissionId }} />
      <Place id="probe">{data.probe && <ProbeReport probe={data.probe} />}</Place>
      <Place id="run">{data.run && <RunReport run={{ ...data.run, acceptance: [] }} />}</Place>
      <Place id="history">
        <HistoryList submissionId={submissionId} />
      </Place>
    </div>
  );
}

function SubmissionFacts({ view }: { view: SubmissionView }) {
  const { onboarding } = view;
  return (
    <Card title="Request" aside={<SubmissionStatus status={view.status} />}>
      <Facts
        facts={[
          ['Submission ID', <CopyableId key="id" kind="Submission ID" value={view.id} />],
          ['Shown here', <Shown key="shown" view={view} />],
          ['Tenant id', <CopyableId key="tenant" kind="Tenant id" value={view.tenantId} />],
          ['SCIM endpoint', onboarding.scimEndpoint ?? ''],
          ['Application (client) id', onboarding.application?.directoryAppId ?? ''],
          ['Logic App', onboarding.logicApp?.resourceId ?? ''],
          ...requestFacts(view.fields),
        ]}
      />
    </Card>
  );
}

function Reverify({ view }: { view: SubmissionView }) {
  const verify = useReverify(view.id);
  return (
    <Card
      title="Evidence, read at its source"
      aside={
        <Button look="primary" isBusy={verify.isPending} onPress={() => verify.mutate()}>
          Verify again
        </Button>
      }
    >
      <div className="flex flex-col gap-5" aria-live="polite">
        {view.evidence && <EvidencePack evidence={view.evidence} of={{ submissionId: view.id }} />}
        {verify.error && <ProblemCard error={verify.error} onRetry={() => verify.mutate()} />}
        {view.reverifications.map((one) => (
          <ReverificationCard key={one.at} reverification={one} />
        ))}
        <div>
          <p className="mb-2 text-ink-soft">When it was handed in:</p>
          <AcceptanceList checks={view.acceptance} verifiedAt={view.submittedAt} />
        </div>
      </div>
    </Card>
  );
}

function ReverificationCard({
  reverification: { at, byName, checks, differences, problem },
}: {
  reverification: Reverification;
}) {
  const failed = checks.filter((check) => !check.ok);
  const isSame = !problem && failed.length === 0 && differences.length === 0;
  return (
    <Notice tone={isSame ? 'ok' : 'bad'} title={isSame ? 'Nothing has changed' : 'It no longer reads the same'}>
      <p>
        Read <Moment at={at} /> for {byName}.
      </p>
      {problem && <p>{problem}</p>}
      {[...failed.map((check) => `${check.title}: ${check.reason}`), ...differences].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
