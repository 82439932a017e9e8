'use client';

import { Fragment, type ComponentType, type ReactNode } from 'react';
import { useSession, type Session } from '#lib/session/session.tsx';
import type { Me } from '#lib/session/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { WrongAccount } from './wrong-account.tsx';

type Area = 'everybody' | 'vendors' | Me['roles'][number];

/** Shows its children to the people whose area it is: everybody who is signed in, the vendors, or a role of the operator. Others get the way in, or out. */
export function SignedIn({
  area,
  otherwise: Otherwise = Fragment,
  children,
}: {
  area: Area;
  /** Frames what is shown instead of the children, where they bring their own frame. */
  otherwise?: ComponentType<{ children: ReactNode }>;
  children: ReactNode;
}) {
  const instead = insteadOf(area, useSession());
  return instead ? <Otherwise>{instead}</Otherwise> : children;
}

function insteadOf(area: Area, session: Session): ReactNode {
  if (session.status === 'loading') return <Skeleton label="Checking who is signed in" />;
  if (session.status === 'unreachable') {
    return (
      <Notice
        tone="bad"
        title="The portal cannot be reached"
        actions={<Button onPress={session.retry}>Try again</Button>}
      >
        Check your connection. Nothing you did is lost.
      </Notice>
    );
  }
  if (session.status === 'signed-out') return <SignInCard signIn={session.signIn} />;
  if (session.status === 'refused') return <RefusedCard session={session} />;
  const { roles } = session.me;
  if (area === 'everybody') return undefined;
  if (area === 'vendors') return roles.length === 0 ? undefined : <VendorsAreaCard />;
  return roles.includes(area) ? undefined : <OperatorsAreaCard />;
}

function SignInCard({ signIn }: { signIn: (options: { returnTo: string }) => Promise<void> }) {
  return (
    <Notice
      tone="info"
      title="Sign in to go on"
      actions={
        <Button look="primary" onPress={() => void signIn({ returnTo: location.pathname + location.search })}>
          Sign in with Microsoft
        </Button>
      }
    >
      Use your work account. You come back to this page.
    </Notice>
  );
}

const REFUSED_TITLES: Record<string, string> = {
  'personal-account': 'Personal accounts cannot be used here',
  forbidden: 'This account cannot be used here',
};

function RefusedCard({ session }: { session: Extract<ReturnType<typeof useSession>, { status: 'refused' }> }) {
  return (
    <Notice
      tone="warn"
      title={REFUSED_TITLES[session.code] ?? 'This account cannot be used here'}
      actions={
        <>
          <Button look="primary" onPress={() => void session.signIn()}>
            Use another account
          </Button>
          <Button onPress={() => void session.signOut()}>Sign out</Button>
        </>
      }
    >
      {session.detail}
    </Notice>
  );
}

function OperatorsAreaCard() {
  return (
    <WrongAccount title="This area is for the gallery’s own team">
      Your account has no role for it. If you expect one, ask the operator of this portal to assign it, then sign out
      and in again.
    </WrongAccount>
  );
}

function VendorsAreaCard() {
  return (
    <WrongAccount title="This area is for software vendors">
      Your account works for the gallery. What vendors hand in is in your own area.
    </WrongAccount>
  );
}
