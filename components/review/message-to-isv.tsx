'use client';

import { useState } from 'react';
import { ofReview, useKeepNote, useSendMessage } from '#lib/queries/conversation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Composer, type Say } from '#components/request-publishing/composer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

type Asked = { words: string; clear: () => void };

/** The composer of notes stands beside it, and what the ISV has read cannot be taken back: it is asked once more. */
export function MessageToIsv({ submissionId }: { submissionId: string }) {
  const [asked, setAsked] = useState<Asked>();
  const [said, setSaid] = useState('');
  const ask: Say = {
    ...{ isPending: false, error: null },
    mutate(words, { onSuccess: clear }) {
      setSaid('');
      setAsked({ words, clear });
    },
  };
  return (
    <div className="flex flex-col gap-2">
      <Composer
        label="Message to the ISV"
        hint="The ISV reads it. You see it once more before it goes."
        action="Send to the ISV"
        look="primary"
        say={ask}
      />
      <p role="status" className="text-ink-soft">
        {said}
      </p>
      {asked && (
        <LastLook
          submissionId={submissionId}
          words={asked.words}
          onClose={() => setAsked(undefined)}
          onDone={(outcome) => {
            asked.clear();
            setAsked(undefined);
            setSaid(outcome);
          }}
        />
      )}
    </div>
  );
}

type Looking = { submissionId: string; words: string; onClose: () => void; onDone: (outcome: string) => void };

function LastLook({ submissionId, words, onClose, onDone }: Looking) {
  const send = useSendMessage(ofReview(submissionId));
  const keep = useKeepNote(submissionId);
  const isBusy = send.isPending || keep.isPending;
  const error = send.error ?? keep.error;
  const sendIt = () => {
    keep.reset();
    send.mutate(words, { onSuccess: () => onDone('Sent to the ISV.') });
  };
  const keepIt = () => {
    send.reset();
    keep.mutate(words, { onSuccess: () => onDone('Kept as a note. The ISV does not see it.') });
  };
  return (
    <Dialog title="The ISV reads this" isOpen onClose={() => !isBusy && onClose()}>
      <div className="flex flex-col gap-4">
        <blockquote className="rounded-lg bg-accent-soft p-3 [overflow-wrap:anywhere] whitespace-pre-line">
          {words}
        </blockquote>
        <p className="text-ink-soft">The ISV is told at once, and a message cannot be taken back.</p>
        {error && <ProblemCard error={error} onRetry={send.error ? sendIt : keepIt} />}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" isBusy={send.isPending} isDisabled={keep.isPending} onPress={sendIt}>
            Send to the ISV
          </Button>
          <Button isBusy={keep.isPending} isDisabled={send.isPending} onPress={keepIt}>
            Keep it as a note instead
          </Button>
          <Button look="quiet" isDisabled={isBusy} onPress={onClose}>
            Back
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
