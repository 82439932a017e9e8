'use client';

import { useQuery } from '@tanstack/react-query';
import type { LinkCheckView, LinkLook } from '#lib/onboarding/request-attachments/contract.ts';
import { attachments, useCheckLink } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import { RefusedPoints } from './refused-points.tsx';
import { TopicList } from './topic-list.tsx';

/** What somebody without an account finds at one link of the request. */
export function LinkCheck({ url, isReadOnly = false }: { url: string; isReadOnly?: boolean }) {
  const { id } = useOnboarding();
  const { data } = useQuery(attachments(id));
  const check = useCheckLink(id);
  const address = url.trim();
  if (!URL.canParse(address)) return null;
  const seen = data?.links.find((one) => one.url === address);
  return (
    <div className="flex flex-col gap-2 text-[0.92rem]">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {check.isPending ? <Status tone="busy">Looking at it</Status> : <LookStatus seen={seen} />}
        {seen && !check.isPending && (
          <span className="text-ink-faint">
            <Moment at={seen.look.checkedAt} />
            {seen.look.durationMs !== undefined && `, answered in ${seen.look.durationMs} ms`}
          </span>
        )}
        {!isReadOnly && (
          <Button
            look="quiet"
            aria-label={`${seen ? 'Check again' : 'Check this link'}: ${address}`}
            isBusy={check.isPending}
            onPress={() => check.mutate(address)}
          >
            {seen ? 'Check again' : 'Check this link'}
          </Button>
        )}
      </div>
      {check.error && <ProblemCard error={check.error} />}
      {seen && !check.isPending && <LookDetails look={seen.look} earlier={seen.earlier} />}
    </div>
  );
}

function LookStatus({ seen }: { seen?: LinkCheckView }) {
  if (!seen) return <Status tone="waiting">Not checked yet</Status>;
  const { outcome } = seen.look;
  if (outcome === 'away') return <Status tone="warn">No answer</Status>;
  return outcome === 'good' ? <Status tone="ok">Public</Status> : <Status tone="bad">Cannot be used</Status>;
}

function LookDetails({ look, earlier }: { look: LinkLook; earlier?: LinkLook }) {
  return (
    <>
      {look.failed.length > 0 && (
        <Notice tone={look.outcome === 'away' ? 'warn' : 'bad'} title="What is wrong with this link">
          <RefusedPoints points={look.failed} />
          {earlier && (
            <p className="mt-2">
              {earlier.outcome === 'good'
                ? 'It was public when it last answered, '
                : 'It could not be used when it last answered, '}
              <Moment at={earlier.checkedAt} />. That still counts.
            </p>
          )}
        </Notice>
      )}
      {look.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={warning} />
      ))}
      {look.outcome === 'good' && <TopicList covered={look.topics} />}
    </>
  );
}
