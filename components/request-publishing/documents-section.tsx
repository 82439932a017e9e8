'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { MAX_DOCUMENTS, type UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import { attachments, useDocumentationDraft, useRemoveUpload, useUpload } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { FileDrop } from './file-drop.tsx';
import { RefusedPoints } from './refused-points.tsx';
import { UploadedDocument } from './uploaded-document.tsx';

const TYPES = ['application/pdf', 'text/markdown', '.md'];

/** Documents of the request, and a first draft to start from. Stands inside the documentation's section. */
export function DocumentsSection() {
  const { id } = useOnboarding();
  const { data, error, isPending, refetch } = useQuery(attachments(id));
  const send = useUpload(id, 'document');
  const draft = useDocumentationDraft(id);
  const problem = useId();
  if (isPending) return <Skeleton rows={1} label="Loading the documents" />;
  if (!data) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const documents = data.uploads.filter(({ kind }) => kind === 'document');
  const refused = send.data?.outcome === 'refused' ? send.data : undefined;
  return (
    <div role="group" aria-label="Documents" className="flex flex-col gap-4">
      <h3 className="text-[0.98rem]">Documents</h3>
      {documents.length > 0 && (
        <ul className="flex flex-col gap-3">
          {documents.map((one) => (
            <li key={one.id}>
              <UploadedDocument upload={one} of={{ onboardingId: id }}>
                <RemoveDocument upload={one} />
              </UploadedDocument>
            </li>
          ))}
        </ul>
      )}
      {documents.length < MAX_DOCUMENTS && (
        <FileDrop
          label="Documents, PDF or Markdown up to 5 MB"
          action="Upload a document"
          types={TYPES}
          isBusy={send.isPending}
          describedBy={refused ? problem : undefined}
          onFile={(file) => send.mutate(file)}
        />
      )}
      {refused && (
        <div id={problem}>
          <Notice tone="bad" title={`${refused.fileName} was not taken. Nothing of it is kept.`}>
            <RefusedPoints points={refused.failed} />
          </Notice>
        </div>
      )}
      {send.error && <ProblemCard error={send.error} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button isBusy={draft.isPending} onPress={() => draft.mutate()}>
          Save a first draft
        </Button>
        <span className="text-[0.9rem] text-ink-soft">
          A guide for your customers from your endpoint and mappings, as Markdown. What only you know is marked.
        </span>
      </div>
      {draft.error && <ProblemCard error={draft.error} />}
    </div>
  );
}

function RemoveDocument({ upload: { id: uploadId, fileName } }: { upload: UploadView }) {
  const { id } = useOnboarding();
  const remove = useRemoveUpload(id);
  return (
    <>
      <Button
        look="quiet"
        aria-label={`Remove ${fileName}`}
        isBusy={remove.isPending}
        onPress={() => remove.mutate(uploadId)}
      >
        Remove
      </Button>
      {remove.error && <ProblemCard error={remove.error} />}
    </>
  );
}
