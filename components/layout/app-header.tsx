'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useSession } from '#lib/session/session.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Bell } from '#components/notifications/bell.tsx';
import { OutOfReach } from './out-of-reach.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export function AppHeader() {
  const session = useSession();
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface/95 backdrop-blur">
      <div className="mx-auto flex min-h-14 max-w-7xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2">
        <Link href="/" className="flex items-center gap-2 font-semibold text-ink no-underline">
          <Mark />
          Gallery Onboarding
        </Link>
        {session.status === 'signed-in' && <AreaLinks roles={session.me.roles} />}
        <div className="ml-auto flex items-center gap-2">
          <ThemeSwitch />
          {session.status === 'signed-in' && <Bell />}
          {session.status === 'signed-in' && (
            <>
              <span className="hidden max-w-56 truncate text-ink-soft md:inline" title={session.me.username}>
                {session.me.name}
              </span>
              <Button look="quiet" onPress={() => void session.signOut()}>
                Sign out
              </Button>
            </>
          )}
        </div>
      </div>
      <OutOfReach />
    </header>
  );
}

function AreaLinks({ roles }: { roles: readonly string[] }) {
  const path = usePathname();
  const areas = [
    { href: '/onboardings', title: 'My onboardings', isShown: roles.length === 0 },
    { href: '/review', title: 'Review', isShown: roles.includes('Reviewer') },
    { href: '/program', title: 'Program', isShown: roles.includes('ProgramManager') },
  ];
  return (
    <nav aria-label="Areas" className="flex gap-1">
      {areas
        .filter((area) => area.isShown)
        .map(({ href, title }) => (
          <Link
            key={href}
            href={href}
            aria-current={path.startsWith(href) ? 'page' : undefined}
            className={classNames(
              'rounded-md px-2.5 py-1 no-underline',
              path.startsWith(href) ? 'bg-accent-soft font-medium text-accent-strong' : 'text-ink-soft hover:bg-sunken',
            )}
          >
            {title}
          </Link>
        ))}
    </nav>
  );
}

function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-6">
      <rect x="2" y="2" width="9" height="9" rx="2.5" className="fill-accent" />
      <rect x="13" y="2" width="9" height="9" rx="2.5" className="fill-accent/45" />
      <rect x="2" y="13" width="9" height="9" rx="2.5" className="fill-accent/45" />
      <path d="M14 17.5l2.6 2.6L22 14.5" className="fill-none stroke-accent" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
