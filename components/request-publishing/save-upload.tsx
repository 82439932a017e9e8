'use client';

import type { UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import { useSaveUpload, type RequestOf } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';

/** Saves a file of the request to the person's machine. */
export function SaveUpload({ upload, of }: { upload: UploadView; of: RequestOf }) {
  const save = useSaveUpload(of);
  const start = () => save.mutate(upload);
  return (
    <>
      <Button look="quiet" aria-label={`Save ${upload.fileName}`} isBusy={save.isPending} onPress={start}>
        Save
      </Button>
      {save.error && <ProblemCard error={save.error} onRetry={start} />}
    </>
  );
}
