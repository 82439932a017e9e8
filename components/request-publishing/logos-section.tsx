'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { UploadKind, UploadView } from '#lib/onboarding/request-attachments/contract.ts';
import type { LogoKind } from '#lib/rules/logo.ts';
import { attachments, useRemoveUpload, useUpload } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { FileDrop } from './file-drop.tsx';
import { LOGO_NAMES, LogoPreview, logoTitle } from './logo-preview.tsx';
import { RefusedPoints } from './refused-points.tsx';
import { RequestSection } from './request-section.tsx';

/** Both logos: checked as they arrive, shown on light and on dark. */
export function LogosSection() {
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
            <Logo key={kind} kind={kind} upload={data.uploads.find((one) => one.kind === kind)} />
          ))}
        </div>
      )}
    </RequestSection>
  );
}

function Logo({ kind, upload }: { kind: LogoKind; upload?: UploadView }) {
  const { id } = useOnboarding();
  const send = useUpload(id, kind satisfies UploadKind);
  const remove = useRemoveUpload(id);
  const [heading, problem] = [useId(), useId()];
  const title = logoTitle(kind);
  const refused = send.data?.outcome === 'refused' ? send.data : undefined;
  return (
    <div role="group" aria-labelledby={heading} id={kind} className="flex min-w-0 scroll-mt-24 flex-col gap-3">
      <h3 id={heading} className="text-[0.98rem]">
        {title}
      </h3>
      {upload && <LogoPreview upload={upload} kind={kind} of={{ onboardingId: id }} />}
      <FileDrop
        label={title}
        action={
          upload ? `Replace the ${LOGO_NAMES[kind].toLowerCase()}` : `Choose the ${LOGO_NAMES[kind].toLowerCase()}`
        }
        types={['image/png']}
        isBusy={send.isPending}
        describedBy={refused ? problem : undefined}
        onFile={(file) => send.mutate(file)}
      />
      {refused && (
        <div id={problem}>
          <Notice tone="bad" title={`${refused.fileName} cannot be the logo. Nothing was changed.`}>
            <RefusedPoints points={refused.failed} />
          </Notice>
        </div>
      )}
      {send.error && <ProblemCard error={send.error} />}
      {upload && (
        <Button
          look="quiet"
          className="self-start"
          isBusy={remove.isPending}
          onPress={() => {
            send.reset();
            remove.mutate(upload.id);
          }}
        >
          {`Remove the ${LOGO_NAMES[kind].toLowerCase()}`}
        </Button>
      )}
      {remove.error && <ProblemCard error={remove.error} />}
    </div>
  );
}
