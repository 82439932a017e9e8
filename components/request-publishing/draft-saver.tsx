'use client';

import { useEffect, useRef } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { ApiError } from '#lib/queries/api.ts';
import { useSaveDraft } from '#lib/queries/validation.ts';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import type { RequestInput } from './request-form.tsx';

const SAVE_AFTER_MS = 1_200;

/** Saves the draft a moment after the last change. Another person's newer draft is never overwritten. */
export function DraftSaver({
  control,
  version,
  isPaused,
}: {
  control: Control<RequestInput>;
  version: number;
  /** While the request is being handed in: there is no draft any more. */
  isPaused: boolean;
}) {
  const { id } = useOnboarding();
  const draft = useWatch({ control });
  const save = useSaveDraft(id);
  const saved = useRef(JSON.stringify(draft));
  const { mutate, isPending } = save;
  useEffect(() => {
    const text = JSON.stringify(draft);
    if (text === saved.current || isPending || isPaused) return;
    const timer = setTimeout(() => {
      saved.current = text;
      mutate({ draft, version });
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, version, mutate, isPending, isPaused]);
  return (
    <span role="status" className="text-[0.92rem] text-ink-faint">
      {wordsOf(save)}
    </span>
  );
}

function wordsOf({ isPending, isSuccess, error }: ReturnType<typeof useSaveDraft>): string {
  if (isPending) return 'Saving the draft …';
  if (error instanceof ApiError && error.code === 'version-conflict')
    return 'Somebody else changed the draft. Reload the page to see it.';
  if (error) return 'The draft is not saved yet. It is saved with your next change.';
  return isSuccess ? 'Draft saved' : '';
}
