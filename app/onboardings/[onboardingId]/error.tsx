'use client';

import { BrokenPage } from '#components/layout/broken-page.tsx';

/** The steps stay reachable beside it. */
export default function ErrorPage() {
  return <BrokenPage />;
}
