'use client';

import { useId, useState } from 'react';
import type { FeedbackRow, FeedbackThemes } from '#lib/program/feedback/contract.ts';
import { useThemeFeedback } from '#lib/queries/feedback.ts';
import { Button } from '#components/ui/button.tsx';
import { CONTROL } from '#components/ui/field.tsx';

const MOST = 60;

/** The theme of one piece of feedback: one that is in use, or a new one. */
export function ThemeField({ row, themes }: { row: FeedbackRow; themes: FeedbackThemes }) {
  const save = useThemeFeedback(row.id);
  const known = useId();
  const [typed, setTyped] = useState(row.theme ?? '');
  const isChanged = typed.trim() !== (row.theme ?? '');
  return (
    <form
      className="flex min-w-52 items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate(typed.trim());
      }}
    >
      <input
        aria-label={`Theme of what ${row.byName} said`}
        list={known}
        maxLength={MOST}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={CONTROL}
      />
      <datalist id={known}>
        {themes.map(({ theme }) => (
          <option key={theme} value={theme} />
        ))}
      </datalist>
      {isChanged && (
        <Button type="submit" isBusy={save.isPending}>
          Save
        </Button>
      )}
      {save.error && (
        <span role="alert" className="text-bad">
          Not saved
        </span>
      )}
    </form>
  );
}
