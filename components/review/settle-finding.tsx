'use client';

import { useState } from 'react';
import type { FindingView } from '#lib/onboarding/request-publishing/contract.ts';
import { useReopenFinding, useResolveFinding } from '#lib/queries/review.ts';
import { mayChangeFinding } from '#lib/rules/finding-state.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';

/** Says of one thing that was asked whether its answer does. */
export function SettleFinding({ submissionId, finding }: { submissionId: string; finding: FindingView }) {
  const { id, state, version, words } = finding;
  const [isAsking, setAsking] = useState(false);
  const resolve = useResolveFinding(submissionId, id);
  const settle = () => resolve.mutate({ version });
  return (
    <div className="flex flex-col gap-2">
      {resolve.error && <ProblemCard error={resolve.error} onRetry={settle} />}
      {isAsking ? (
        <OpenAgain submissionId={submissionId} finding={finding} onDone={() => setAsking(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          {mayChangeFinding('operator', state, 'resolved') && (
            <Button aria-label={`Mark as settled: ${words}`} isBusy={resolve.isPending} onPress={settle}>
              Mark as settled
            </Button>
          )}
          {mayChangeFinding('operator', state, 'open') && (
            <Button look="quiet" aria-label={`Open it again: ${words}`} onPress={() => setAsking(true)}>
              Open it again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type Opening = { submissionId: string; finding: FindingView; onDone: () => void };

function OpenAgain({ submissionId, finding: { id, version }, onDone }: Opening) {
  const [words, setWords] = useState('');
  const reopen = useReopenFinding(submissionId, id);
  const send = () => reopen.mutate({ version, words }, { onSuccess: onDone });
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full max-w-xl">
        <TextField label="What is still to be done" value={words} onChange={setWords} rows={2} autoFocus />
      </div>
      {reopen.error && <ProblemCard error={reopen.error} onRetry={send} />}
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={words.trim() === ''} isBusy={reopen.isPending} onPress={send}>
          Open it again
        </Button>
        <Button look="quiet" onPress={onDone}>
          Leave it as it is
        </Button>
      </div>
    </div>
  );
}
