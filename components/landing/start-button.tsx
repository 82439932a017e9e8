'use client';

import { useSession } from '#lib/session/session.tsx';
import { homeOf } from '#components/layout/home.ts';
import { Button, LinkButton } from '#components/ui/button.tsx';

export function StartButton() {
  const session = useSession();
  if (session.status === 'signed-in')
    return (
      <LinkButton href={homeOf(session.me.roles).href} look="primary">
        Go to your work
      </LinkButton>
    );
  if (session.status === 'unreachable')
    return <Button onPress={session.retry}>Sign-in is not reachable. Try again</Button>;
  const signIn = session.status === 'loading' ? undefined : session.signIn;
  return (
    <Button look="primary" isBusy={!signIn} onPress={() => void signIn?.({ returnTo: '/onboardings' })}>
      Sign in with Microsoft
    </Button>
  );
}
