'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { UploadKind, UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import { LOGO_SIZES, sizeWords, type LogoKind } from '#lib/rules/logo.ts';
import { attachments, uploadPicture, useRemoveUpload, useUpload } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { FileDrop } from './file-drop.tsx';
import { RefusedPoints } from './refused-points.tsx';
import { RequestSection } from './request-section.tsx';

const TITLES: Record<LogoKind, string> = { 'logo-large': 'Large logo', 'logo-small': 'Small logo' };

/** Both logos: checked as they arrive, shown on light and on dark. */
export function LogosSection({ isReadOnly = false }: { isReadOnly?: boolean }) {
  const { id } = useOnboarding();
  const { data, error, isPending, refetch } = useQuery(attachments(id));
  return (
    <RequestSection
      section="logos"
      lead="PNG files with a transparent background, in exactly these sizes. They are checked when you upload them."
    >
      {isPending && <Skeleton rows={2} label="Loading the logos" />}
      {error && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          {(['logo-large', 'logo-small'] as const).map((kind) => (
            <Logo
              key={kind}
              kind={kind}
              upload={data.uploads.find((one) => one.kind === kind)}
              isReadOnly={isReadOnly}
            />
          ))}
        </div>
      )}
    </RequestSection>
  );
}

function Logo({ kind, upload, isReadOnly }: { kind: LogoKind; upload?: UploadView; isReadOnly: boolean }) {
  const { id } = useOnboarding();
  const send = useUpload(id, kind satisfies UploadKind);
  const remove = useRemoveUpload(id);
  const [heading, problem] = [useId(), useId()];
  const title = `${TITLES[kind]}, ${sizeWords(LOGO_SIZES[kind])}`;
  const refused = send.data?.outcome === 'refused' ? send.data : undefined;
  return (
    <div role="group" aria-labelledby={heading} id={kind} className="flex min-w-0 scroll-mt-24 flex-col gap-3">
      <h3 id={heading} className="text-[0.98rem]">
        {title}
      </h3>
      {upload ? <LogoPreview upload={upload} kind={kind} /> : isReadOnly && <p>There is none.</p>}
      {!isReadOnly && (
        <FileDrop
          label={title}
          action={upload ? `Replace the ${TITLES[kind].toLowerCase()}` : `Choose the ${TITLES[kind].toLowerCase()}`}
          types={['image/png']}
          isBusy={send.isPending}
          describedBy={refused ? problem : undefined}
          onFile={(file) => send.mutate(file)}
        />
      )}
      {refused && (
        <div id={problem}>
          <Notice tone="bad" title={`${refused.fileName} cannot be the logo. Nothing was changed.`}>
            <RefusedPoints points={refused.failed} />
          </Notice>
        </div>
      )}
      {send.error && <ProblemCard error={send.error} />}
      {upload && !isReadOnly && (
        <Button
          look="quiet"
          className="self-start"
          isBusy={remove.isPending}
          onPress={() => {
            send.reset();
            remove.mutate(upload.id);
          }}
        >
          {`Remove the ${TITLES[kind].toLowerCase()}`}
        </Button>
      )}
      {remove.error && <ProblemCard error={remove.error} />}
    </div>
  );
}

const BACKGROUNDS = [
  { name: 'On light', className: 'bg-white text-black' },
  { name: 'On dark', className: 'bg-[#1b1a19] text-white' },
];

function LogoPreview({ upload, kind }: { upload: UploadView; kind: LogoKind }) {
  const { id } = useOnboarding();
  const { data: address } = useQuery(uploadPicture(id, upload));
  const { width, height } = LOGO_SIZES[kind];
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        {BACKGROUNDS.map(({ name, className }) => (
          <figure key={name} className={`grid place-items-center gap-2 rounded-lg border border-line p-3 ${className}`}>
            {address ? (
              // An image of the API needs a token, which only a data address can do without.
              // eslint-disable-next-line @next/next/no-img-element
              <img src={address} width={width} height={height} alt={`${TITLES[kind]}, ${name.toLowerCase()}`} />
            ) : (
              <span className="block w-full" style={{ aspectRatio: `${width} / ${height}`, maxWidth: width }} />
            )}
            <figcaption className="text-[0.85rem]">{name}</figcaption>
          </figure>
        ))}
      </div>
      <p className="text-[0.9rem] [overflow-wrap:anywhere] text-ink-soft">
        {`${upload.fileName}, uploaded by ${upload.uploadedByName} `}
        <Moment at={upload.uploadedAt} />
      </p>
      {upload.facts.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
    </>
  );
}
