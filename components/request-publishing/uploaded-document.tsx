import type { ReactNode } from 'react';
import type { UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import type { RequestOf } from '#lib/queries/attachments.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SaveUpload } from './save-upload.tsx';
import { TopicList } from './topic-list.tsx';

/** A document of the request: what it is, whose, and which topics its words cover. */
export function UploadedDocument({
  upload,
  of,
  children,
}: {
  upload: UploadView;
  of: RequestOf;
  /** What else may be done with it. */
  children?: ReactNode;
}) {
  const { fileName, bytes, facts, uploadedAt, uploadedByName } = upload;
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <p className="font-medium [overflow-wrap:anywhere]">{fileName}</p>
          <p className="text-[0.9rem] text-ink-soft">
            {`${sizeOf(bytes)}${facts.pages ? `, ${facts.pages} pages` : ''}, uploaded by ${uploadedByName} `}
            <Moment at={uploadedAt} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <SaveUpload upload={upload} of={of} />
          {children}
        </div>
      </div>
      <TopicList covered={facts.topics ?? []} />
      {facts.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
