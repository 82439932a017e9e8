'use client';

import { useState } from 'react';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';

export type Say = {
  mutate: (words: string, options: { onSuccess: () => void }) => void;
  isPending: boolean;
  error: Error | null;
};

/** Words and one button that says where they go. No key sends them: a line ends with Enter. */
export function Composer({
  label,
  hint,
  action,
  look,
  say,
}: {
  label: string;
  hint?: string;
  action: string;
  look: 'primary' | 'secondary';
  say: Say;
}) {
  const [words, setWords] = useState('');
  const send = () => say.mutate(words, { onSuccess: () => setWords('') });
  return (
    <div className="flex flex-col gap-3">
      <TextField label={label} hint={hint} value={words} onChange={setWords} rows={3} maxLength={4000} />
      {say.error && <ProblemCard error={say.error} onRetry={send} />}
      <Button className="self-start" look={look} isDisabled={words.trim() === ''} isBusy={say.isPending} onPress={send}>
        {action}
      </Button>
    </div>
  );
}
