'use client';

import { BrokenPage } from '#components/layout/broken-page.tsx';
import { PageFrame } from '#components/layout/page-frame.tsx';
import './globals.css';

/** When even the frame of the pages fails. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <PageFrame title="That did not work">
          <BrokenPage />
        </PageFrame>
      </body>
    </html>
  );
}
