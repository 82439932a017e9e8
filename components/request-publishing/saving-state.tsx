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
  const refused = [...unsaved.values()].filter((stored) => stored.refused !== undefined).length;
  if (error && unsaved.size > refused) return problemWords(error);
  if (unsaved.size > refused) return 'Not saved yet …';
  if (refused > 0) return refusedWords(refused);
  return isSuccess ? 'Everything is saved' : 'Saved by itself as you type';
}

function refusedWords(count: number): string {
  return `${count === 1 ? 'One field was' : `${count} fields were`} not saved: the reason stands beside it. What you typed is kept in this browser only.`;
}

function problemWords(error: Error): string {
  if (isUnreachable(error))
    return 'No connection. What you typed is kept in this browser and saved as soon as it is back.';
  if (isSessionEnded(error)) return 'Your sign-in has ended. What you typed is kept in this browser.';
  return `Not saved: ${error.message}`;
}
