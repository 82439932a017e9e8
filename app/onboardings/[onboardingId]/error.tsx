'use client';

import { BrokenPage } from '#components/layout/broken-page.tsx';

/** The steps stay reachable beside it. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return <BrokenPage onRetry={reset} />;
}
