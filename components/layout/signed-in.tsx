'use client';

import type { ReactNode } from 'react';
import { useSession } from '#lib/session/session.tsx';
import type { Me } from '#lib/session/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Shows its children to signed-in people, of a role where one is named; everybody else gets the way in. */
export function SignedIn({ role, children }: { role?: Me['roles'][number]; children: ReactNode }) {
  const session = useSession();
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
  if (role && !session.me.roles.includes(role)) return <WrongAreaCard />;
  return children;
}

function SignInCard({ signIn }: { signIn: (options: { returnTo: string }) => Promise<void> }) {
  return (
    <Notice
      tone="info"
      title="Sign in to go on"
      actions={
        <Button look="primary" onPress={() => void signIn({ returnTo: location.pathname })}>
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

function WrongAreaCard() {
  return (
    <Notice tone="warn" title="This area is for the gallery's own team">
      Your account has no role for it. If you expect one, ask the operator of this portal to assign it, then sign out
      and in again.
    </Notice>
  );
}
