'use client';

import { BrokenPage } from '#components/layout/broken-page.tsx';
import { PageFrame } from '#components/layout/page-frame.tsx';

export default function ErrorPage() {
  return (
    <PageFrame title="That did not work">
      <BrokenPage />
    </PageFrame>
  );
}
