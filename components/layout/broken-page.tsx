'use client';

import { Button, LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** A page that could not be shown, and the ways on. Loaded anew from the server: a part of it may be of another version. */
export function BrokenPage() {
  return (
    <Notice
      tone="bad"
      title="This page could not be shown"
      actions={
        <>
          <Button look="primary" onPress={() => location.reload()}>
            Load it again
          </Button>
          <LinkButton href="/onboardings">Go to my onboardings</LinkButton>
        </>
      }
    >
      Something unexpected happened in it. Nothing you saved is lost, and work that was started goes on.
    </Notice>
  );
}
