'use client';

import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Main } from '#components/layout/main.tsx';

/** Where Entra returns to; hands the answer to the window that asked (MSAL's redirect bridge). */
export default function AuthRedirectPage() {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    broadcastResponseToMainFrame().catch(() => setFailed(true));
  }, []);
  return (
    <Main className="grid min-h-[70dvh] place-items-center p-8 text-center">
      {failed ? (
        <p>
          There is no sign-in going on here. <Link href="/">Go to the start page</Link>
        </p>
      ) : (
        <p role="status">Finishing sign-in …</p>
      )}
    </Main>
  );
}
