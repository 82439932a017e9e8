'use client';

import type { ReactNode } from 'react';
import type { OperationView } from '#lib/onboarding/operations/contract.ts';
import { ApiError } from '#lib/queries/api.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { ActivityList } from './activity-list.tsx';

const STATES: Record<OperationView['state'], { tone: Tone; word: string }> = {
  running: { tone: 'busy', word: 'Working' },
  'waiting-for-you': { tone: 'warn', word: 'Waiting for you' },
  failed: { tone: 'bad', word: 'Stopped' },
  done: { tone: 'ok', word: 'Done' },
  cancelled: { tone: 'skipped', word: 'Cancelled' },
};

/**
 * What an operation did and does. `onResume` goes on where it stopped; `beforeResume` is shown when something is needed
 * first (the credential, which was only in memory).
 */
export function OperationPanel({
  operation,
  title,
  onResume,
  isResuming,
  beforeResume,
}: {
  operation: OperationView;
  title: string;
  onResume: () => void;
  isResuming: boolean;
  beforeResume?: ReactNode;
}) {
  const { tone, word } = STATES[operation.state];
  return (
    <Card title={title} aside={<Status tone={tone}>{word}</Status>}>
      <ActivityList steps={operation.steps} label={title} />
      {operation.state === 'running' && (
        <p className="mt-3 text-[0.9rem] text-ink-faint">
          Started <Moment at={operation.startedAt} /> by {operation.startedByName}. You can close this tab: the work
          goes on.
        </p>
      )}
      {(operation.state === 'failed' || operation.state === 'waiting-for-you') && (
        <div className="mt-4 flex flex-col gap-3">
          <Stopped operation={operation} onResume={onResume} isResuming={isResuming} beforeResume={beforeResume} />
        </div>
      )}
    </Card>
  );
}

function Stopped({
  operation,
  onResume,
  isResuming,
  beforeResume,
}: Omit<Parameters<typeof OperationPanel>[0], 'title'>) {
  if (operation.needsCredential && beforeResume) {
    return (
      <>
        <Notice tone="warn" title="Enter the credential again to go on">
          It was only held in memory and is gone. What was done so far stays done.
        </Notice>
        {beforeResume}
      </>
    );
  }
  if (operation.problem) return <ProblemCard error={new ApiError(operation.problem)} onRetry={onResume} />;
  return (
    <Notice
      tone="warn"
      title="It stopped before it was finished"
      actions={
        <Button look="primary" onPress={onResume} isBusy={isResuming}>
          Go on where it stopped
        </Button>
      }
    >
      {operation.waitingFor ?? 'What was done so far stays done; nothing is made twice.'}
    </Notice>
  );
}
