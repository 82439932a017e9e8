'use client';

import { useState } from 'react';
import type { FindingView } from '#lib/onboarding/request-publishing/contract.ts';
import { isMovedOn } from '#lib/queries/api.ts';
import { useReopenFinding, useResolveFinding } from '#lib/queries/review.ts';
import { mayChangeFinding } from '#lib/rules/finding-state.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { useSeenVersion } from './seen-version.ts';
import { WordsKept } from './words-kept.tsx';

type Settling = { submissionId: string; finding: FindingView; mayDiscuss: boolean };

/** Says of one thing that was asked whether its answer does. It stays where that is shut, with what was being typed. */
export function SettleFinding({ submissionId, finding, mayDiscuss }: Settling) {
  const { id, state, version, words } = finding;
  const seen = useSeenVersion(version);
  const [again, setAgain] = useState<string>();
  const close = () => {
    setAgain(undefined);
    seen.letGo();
  };
  const resolve = useResolveFinding(submissionId, id);
  const reopen = useReopenFinding(submissionId, id, close);
  const settle = () => resolve.mutate({ version });
  const mayBecome = (to: FindingView['state']) => mayDiscuss && mayChangeFinding('operator', state, to);
  if (again !== undefined && (mayBecome('open') || reopen.isPending)) {
    const send = () =>
      reopen.mutate(
        { version: seen.version, words: again },
        // Whoever is refused for it is shown what has been done since, and may go on from there.
        { onError: (error) => isMovedOn(error) && seen.letGo() },
      );
    return <OpenAgain words={again} onChange={setAgain} onLeave={close} reopen={{ ...reopen, send }} />;
  }
  return (
    <div className="flex flex-col gap-2">
      {again !== undefined && isUnsent(again, finding) && (
        <WordsKept
          title="Somebody acted while you did"
          about="This cannot be opened again now. Nothing of yours was sent."
          words={again}
          onGone={close}
        />
      )}
      {resolve.error && <ProblemCard error={resolve.error} onRetry={settle} />}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {mayBecome('resolved') && (
          <Button aria-label={`Mark as settled: ${words}`} isBusy={resolve.isPending} onPress={settle}>
            Mark as settled
          </Button>
        )}
        {mayBecome('open') && (
          <Button
            look="quiet"
            aria-label={`Open it again: ${words}`}
            onPress={() => {
              seen.begin();
              setAgain('');
            }}
          >
            Open it again
          </Button>
        )}
      </div>
    </div>
  );
}

/** An answer that was lost on its way may have been given all the same. */
function isUnsent(typed: string, { messages }: FindingView): boolean {
  const words = typed.trim();
  return words !== '' && !messages.some((message) => message.words === words);
}

type Opening = {
  words: string;
  onChange: (words: string) => void;
  onLeave: () => void;
  reopen: { isPending: boolean; error: Error | null; send: () => void };
};

function OpenAgain({ words, onChange, onLeave, reopen: { isPending, error, send } }: Opening) {
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full max-w-xl">
        <TextField label="What is still to be done" value={words} onChange={onChange} rows={2} autoFocus />
      </div>
      {error && <ProblemCard error={error} onRetry={send} />}
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={words.trim() === ''} isBusy={isPending} onPress={send}>
          Open it again
        </Button>
        <Button look="quiet" onPress={onLeave}>
          Leave it as it is
        </Button>
      </div>
    </div>
  );
}
