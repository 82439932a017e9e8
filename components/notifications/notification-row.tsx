'use client';

import Link from 'next/link';
import type { NotificationView } from '#lib/notifications/contract.ts';
import { useMarkRead } from '#lib/queries/notifications.ts';
import { KIND_FACTS } from '#lib/rules/notification-kinds.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Moment } from '#components/ui/moment.tsx';

/** Opening what it is about marks it as read. */
export function NotificationRow({ row }: { row: NotificationView }) {
  const { id, kind, title, words, href, at, isRead } = row;
  const mark = useMarkRead();
  return (
    <li className="flex gap-3 border-t border-line py-3 first:border-t-0">
      <span
        aria-hidden
        className={classNames(
          'mt-2 size-2.5 shrink-0 rounded-full',
          isRead ? 'border border-line-strong' : 'bg-accent',
        )}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:gap-3">
        <div className="min-w-0 flex-1">
          <p className={classNames('[overflow-wrap:anywhere]', !isRead && 'font-semibold')}>
            <Link href={href} onClick={() => !isRead && mark.mutate(id)}>
              {title}
            </Link>
            {!isRead && <span className="sr-only"> (unread)</span>}
          </p>
          <p className="mt-0.5 [overflow-wrap:anywhere] text-ink-soft">{words}</p>
          <p className="mt-1 text-[0.87rem] text-ink-faint">
            {`${KIND_FACTS[kind].title}, `}
            <Moment at={at} />
          </p>
          {mark.error && (
            <p role="alert" className="text-[0.87rem] font-medium text-bad">
              {mark.error.message}
            </p>
          )}
        </div>
        {!isRead && (
          <div className="-ml-3.5 shrink-0 sm:ml-0">
            <Button look="quiet" isBusy={mark.isPending} onPress={() => mark.mutate(id)}>
              Mark as read
              <span className="sr-only">: {title}</span>
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
