'use client';

import { useQuery } from '@tanstack/react-query';
import { attachments, useCheckLink } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Status } from '#components/ui/status.tsx';
import { LookDetails, LookStatus } from './link-look.tsx';

/** What somebody without an account finds at one link of the request. */
export function LinkCheck({ url }: { url: string }) {
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
        <Button
          look="quiet"
          aria-label={`${seen ? 'Check again' : 'Check this link'}: ${address}`}
          isBusy={check.isPending}
          onPress={() => check.mutate(address)}
        >
          {seen ? 'Check again' : 'Check this link'}
        </Button>
      </div>
      {check.error && <ProblemCard error={check.error} />}
      {seen && !check.isPending && <LookDetails seen={seen} />}
    </div>
  );
}
