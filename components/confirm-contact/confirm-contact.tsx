'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ContactInvitation } from '#lib/onboarding/request-contacts/contract.ts';
import { invitation, useConfirmContact } from '#lib/queries/attachments.ts';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Where a mailed link leads. Opening it changes nothing: programs that look at mail open links too. */
export function ConfirmContact() {
  const token = useFragment();
  return (
    <PageFrame title="Confirm that you are a contact">
      <div className="max-w-2xl">{token === undefined ? <Skeleton rows={1} /> : <Invitation token={token} />}</div>
    </PageFrame>
  );
}

/** The token stands behind the `#`: browsers send that to no server. */
function useFragment(): string | undefined {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash.slice(1),
    () => undefined,
  );
}

function Invitation({ token }: { token: string }) {
  const { data, error, isPending, refetch } = useQuery(invitation(token));
  if (isPending) return <Skeleton rows={1} label="Loading what the link is for" />;
  if (error) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data.state === 'invalid') return <NotValid />;
  return <Open token={token} asked={data} />;
}

function NotValid() {
  return (
    <Notice tone="warn" title="This link is not valid, or not any more">
      Links are good for seven days, and a newer mail replaces an older one. If you still want to confirm, ask the
      person who named you to send the mail again.
    </Notice>
  );
}

function Open({ token, asked }: { token: string; asked: Exclude<ContactInvitation, { state: 'invalid' }> }) {
  const confirm = useConfirmContact(token);
  const { application, publisher, email, requestedByName, state } = asked;
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <Facts
          facts={[
            ['Address', email],
            ['Application', application],
            ['Publisher', publisher],
            ['Named by', requestedByName],
          ]}
        />
        {state === 'confirmed' ? (
          <Notice tone="ok" title="You have confirmed it">
            You can close this page. Reviewers of the gallery may write to this address about the application.
          </Notice>
        ) : (
          <>
            <p className="text-ink-soft">
              If you confirm, reviewers of the gallery may write to this address about the application. If you do not
              know what this is about, close the page: nothing happens then.
            </p>
            <Button look="primary" className="self-start" isBusy={confirm.isPending} onPress={() => confirm.mutate()}>
              Confirm this address
            </Button>
          </>
        )}
        {confirm.error && <ProblemCard error={confirm.error} />}
      </div>
    </Card>
  );
}
