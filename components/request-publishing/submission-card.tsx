'use client';

import { useState } from 'react';
import type { PublishingStep, SubmissionState } from '#lib/onboarding/request-publishing/contract.ts';
import { useTakeUp, useWithdraw } from '#lib/queries/publishing.ts';
import { FeedbackBar } from '#components/feedback/feedback-bar.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { SubmissionStatus } from '#components/review/submission-status.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Facts, type Fact } from '#components/ui/facts.tsx';
import { TextField } from '#components/ui/field.tsx';
import { dayWords, HowLong, Moment } from '#components/ui/moment.tsx';
import { mayMove } from '#lib/rules/submission-status.ts';

const TURNS = { isv: 'Yours', operator: 'The reviewers’', nobody: 'Nobody’s' } as const;
const TITLES: Partial<Record<SubmissionState['status'], string>> = {
  draft: 'Your publishing request',
  'changes-requested': 'The reviewers ask for changes',
  approved: 'Your application is approved',
  'in-preview': 'Your application is in preview',
  published: 'Your application is in the gallery',
  withdrawn: 'You have taken the request back',
  rejected: 'The request was rejected',
  expired: 'The request has expired',
};

/** Where the request stands, whose turn it is and since when. */
export function SubmissionCard({ step: { submission, unmet, deadlines } }: { step: PublishingStep }) {
  const { id: onboardingId } = useOnboarding();
  const { status, statusAt, turn, submitted, id } = submission;
  const facts: Fact[] = [
    ['Submission ID', <CopyableId key="id" kind="Submission ID" value={id} />],
    [
      'Whose turn',
      <span key="turn">
        {`${TURNS[turn]}, `}
        <HowLong since={statusAt} />
      </span>,
    ],
  ];
  if (deadlines.due && turn !== 'nobody') facts.push(['Due', DUE[turn](deadlines.due)]);
  if (submission.isEditable) {
    const missing = unmet.filter(({ kind }) => kind === 'must').length;
    const list = (
      <a key="missing" href="#hand-in" className="text-accent-strong underline">
        {missing === 0 ? 'Nothing is missing: hand it in' : `${missing} ${missing === 1 ? 'thing' : 'things'}`}
      </a>
    );
    facts.push(['Still missing', list]);
  }
  if (submitted) {
    const handedIn = (
      <span key="submitted">
        <Moment at={submitted.at} />
        {` by ${submitted.byName}`}
      </span>
    );
    facts.push(['Handed in', handedIn]);
  }
  return (
    <Card title={TITLES[status] ?? 'Your request is with the reviewers'} aside={<SubmissionStatus status={status} />}>
      <div className="flex flex-col gap-4">
        <Facts facts={facts} />
        <Moves submission={submission} />
        {submitted && <FeedbackBar onboardingId={onboardingId} step="whole-journey" />}
      </div>
    </Card>
  );
}

type Due = NonNullable<PublishingStep['deadlines']['due']>;
const DUE = {
  isv: ({ day, isLate }: Due) =>
    isLate ? `An answer was asked for by ${dayWords(day)}` : `Please answer by ${dayWords(day)}`,
  operator: ({ day, isLate }: Due) =>
    isLate ? `They meant to act by ${dayWords(day)}, and are late` : `They mean to act by ${dayWords(day)}`,
};

function Moves({ submission: { status, version } }: { submission: SubmissionState }) {
  const { id } = useOnboarding();
  const takeUp = useTakeUp(id);
  const reopen = () => takeUp.mutate({ version, reason: '' });
  return (
    <>
      {takeUp.error && <ProblemCard error={takeUp.error} onRetry={reopen} />}
      {mayMove('isv', status, 'withdrawn') && <Withdraw version={version} />}
      {mayMove('isv', status, 'draft') && (
        <Button className="self-start" look="primary" isBusy={takeUp.isPending} onPress={reopen}>
          Take it up again
        </Button>
      )}
    </>
  );
}

function Withdraw({ version }: { version: number }) {
  const { id } = useOnboarding();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useWithdraw(id);
  const send = () => withdraw.mutate({ version, reason }, { onSuccess: () => setAsking(false) });
  return (
    <>
      <Button className="self-start" onPress={() => setAsking(true)}>
        Take the request back
      </Button>
      <Dialog title="Take the request back?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <div className="flex flex-col gap-4">
          <p className="text-ink-soft">
            The reviewers stop working on it. Everything in it stays, with its Submission ID, and you can take it up
            again.
          </p>
          <TextField label="Why (optional)" value={reason} onChange={setReason} rows={2} />
          {withdraw.error && <ProblemCard error={withdraw.error} onRetry={send} />}
          <div className="flex flex-wrap gap-2">
            <Button look="danger" isBusy={withdraw.isPending} onPress={send}>
              Take it back
            </Button>
            <Button look="quiet" onPress={() => setAsking(false)}>
              Leave it with the reviewers
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
