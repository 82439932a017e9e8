'use client';

import { useQuery } from '@tanstack/react-query';
import type { UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import { uploadPicture, type RequestOf } from '#lib/queries/attachments.ts';
import { LOGO_SIZES, sizeWords, type LogoKind } from '#lib/rules/logo.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SaveUpload } from './save-upload.tsx';

export const LOGO_NAMES: Record<LogoKind, string> = { 'logo-large': 'Large logo', 'logo-small': 'Small logo' };
export const logoTitle = (kind: LogoKind): string => `${LOGO_NAMES[kind]}, ${sizeWords(LOGO_SIZES[kind])}`;

const BACKGROUNDS = [
  { name: 'On light', className: 'bg-white text-black' },
  { name: 'On dark', className: 'bg-[#1b1a19] text-white' },
];

/** A logo of the request in its own size, on light and on dark. */
export function LogoPreview({ upload, kind, of }: { upload: UploadView; kind: LogoKind; of: RequestOf }) {
  const { data: address, error, refetch } = useQuery(uploadPicture(of, upload));
  const { width, height } = LOGO_SIZES[kind];
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        {BACKGROUNDS.map(({ name, className }) => (
          <figure key={name} className={`grid place-items-center gap-2 rounded-lg border border-line p-3 ${className}`}>
            {address ? (
              // An image of the API needs a token, which only a data address can do without.
              // eslint-disable-next-line @next/next/no-img-element
              <img src={address} width={width} height={height} alt={`${LOGO_NAMES[kind]}, ${name.toLowerCase()}`} />
            ) : (
              <span className="block w-full" style={{ aspectRatio: `${width} / ${height}`, maxWidth: width }} />
            )}
            <figcaption className="text-[0.85rem]">{name}</figcaption>
          </figure>
        ))}
      </div>
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-[0.9rem] [overflow-wrap:anywhere] text-ink-soft">
          {`${upload.fileName}, uploaded by ${upload.uploadedByName} `}
          <Moment at={upload.uploadedAt} />
        </p>
        <SaveUpload upload={upload} of={of} />
      </div>
      {upload.facts.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
    </>
  );
}
