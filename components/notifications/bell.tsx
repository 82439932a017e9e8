'use client';

import { useQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { unreadNotifications } from '#lib/queries/notifications.ts';
import { classNames } from '#components/ui/class-names.ts';

/** The way to what a person was told, with how much of it is unread. */
export function Bell() {
  const { data } = useQuery(unreadNotifications);
  const isHere = usePathname() === '/notifications';
  return (
    <Link
      href="/notifications"
      aria-current={isHere ? 'page' : undefined}
      className={classNames(
        'relative inline-flex min-h-9 min-w-9 items-center justify-center rounded-lg no-underline',
        isHere ? 'bg-accent-soft text-accent-strong' : 'text-ink-soft hover:bg-sunken',
      )}
    >
      <BellIcon aria-hidden className="size-5" />
      <span className="sr-only">Notifications</span>
      {data !== undefined && data.count > 0 && (
        <span className="absolute -top-0.5 -right-1 min-w-5 rounded-full bg-accent px-1 text-center text-[0.75rem] leading-5 font-semibold text-on-accent">
          {` ${data.count}${data.isMoreThanCounted ? '+' : ''}`}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  );
}
