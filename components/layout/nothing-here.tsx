'use client';

import { useSession } from '#lib/session/session.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { homeOf } from './home.ts';
import { PageFrame } from './page-frame.tsx';

/** For an address that leads nowhere. */
export function NothingHere() {
  const session = useSession();
  const home = session.status === 'signed-in' ? homeOf(session.me.roles) : { href: '/', label: 'Go to the start page' };
  return (
    <PageFrame title="There is nothing at this address" lead="It may be mistyped, or cut off where it was pasted.">
      <LinkButton href={home.href} look="primary">
        {home.label}
      </LinkButton>
    </PageFrame>
  );
}
