'use client';

import { isConflict } from '#lib/queries/unsaved-fields.ts';
import { isSessionEnded, isUnreachable } from '#lib/queries/api.ts';
import { useDraft } from './request-draft.tsx';

/** Whether what was typed is kept, in a few words. */
export function SavingState() {
  const draft = useDraft();
  return (
    <span role="status" className="text-[0.92rem] text-ink-faint">
      {words(draft)}
    </span>
  );
}

function words({ step, unsaved, saving: { isPending, isSuccess, error } }: ReturnType<typeof useDraft>): string {
  if ([...unsaved].some(([field, stored]) => isConflict(stored, step.fields[field])))
    return 'A colleague has changed something meanwhile: choose above.';
  if (isPending) return 'Saving …';
  if (error && unsaved.size > 0) return problemWords(error);
  if (unsaved.size > 0) return 'Not saved yet …';
  return isSuccess ? 'Everything is saved' : 'Saved by itself as you type';
}

function problemWords(error: Error): string {
  if (isUnreachable(error))
    return 'No connection. What you typed is kept in this browser and saved as soon as it is back.';
  if (isSessionEnded(error)) return 'Your sign-in has ended. What you typed is kept in this browser.';
  return `Not saved: ${error.message}`;
}
