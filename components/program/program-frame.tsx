'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { classNames } from '#components/ui/class-names.ts';

const PAGES = [
  { href: '/program', title: 'Figures' },
  { href: '/program/onboardings', title: 'Onboardings' },
  { href: '/program/cohorts', title: 'Cohorts' },
  { href: '/program/allow-list', title: 'Faster cycles' },
  { href: '/program/feedback', title: 'Feedback' },
  { href: '/program/settings', title: 'Settings' },
];

/** One page of the program managers' area, with the way to the others. */
export function ProgramFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <PageFrame title={title} lead={lead}>
      <SignedIn area="ProgramManager">
        <ProgramPages />
        <RefreshTrouble />
        {children}
      </SignedIn>
    </PageFrame>
  );
}

function ProgramPages() {
  const path = usePathname();
  return (
    <nav aria-label="Program" className="mb-6 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {PAGES.map(({ href, title }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className={classNames(
                '-mb-px block border-b-2 px-3 py-2 whitespace-nowrap no-underline -outline-offset-2',
                path === href
                  ? 'border-accent font-medium text-accent-strong'
                  : 'border-transparent text-ink-soft hover:text-ink',
              )}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
