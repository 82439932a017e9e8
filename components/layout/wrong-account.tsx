'use client';

import type { ReactNode } from 'react';
import { ApiError } from '#lib/queries/api.ts';
import { useSession } from '#lib/session/session.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { homeOf } from './home.ts';
import { ProblemCard } from './problem-card.tsx';

/** Why a page of one onboarding or submission does not open: what is another's looks exactly like what does not exist. */
export function NotOpened({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isElsewhere = error instanceof ApiError && (error.code === 'not-found' || error.code === 'forbidden');
  if (!isElsewhere) return <ProblemCard error={error} onRetry={onRetry} />;
  return (
    <WrongAccount
      title={error.code === 'forbidden' ? 'This is not shared with you' : 'This does not exist, or is not yours'}
      onRetry={onRetry}
    >
      <p>{error.message}</p>
    </WrongAccount>
  );
}

/** Says who is signed in, and offers to change that: the usual reason why an address shows nothing. */
export function WrongAccount({
  title,
  children,
  onRetry,
}: {
  title: string;
  children?: ReactNode;
  onRetry?: () => void;
}) {
  const session = useSession();
  if (session.status !== 'signed-in') return null;
  const { me, signIn } = session;
  const home = homeOf(me.roles);
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <>
          <LinkButton href={home.href} look="primary">
            {home.label}
          </LinkButton>
          <Button onPress={() => void signIn({ returnTo: location.pathname + location.search })}>
            Use another account
          </Button>
          {onRetry && <Button onPress={onRetry}>Look again</Button>}
        </>
      }
    >
      {children}
      <p className="mt-2">{`You are signed in as ${me.name} (${me.username}).`}</p>
    </Notice>
  );
}
