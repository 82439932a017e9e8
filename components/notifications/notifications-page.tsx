'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { notificationPages, useMarkRead } from '#lib/queries/notifications.ts';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ChoicesCard } from './choices-card.tsx';
import { NotificationRow } from './notification-row.tsx';

export function NotificationsPage() {
  return (
    <PageFrame title="Notifications" lead="What you were told, newest first. It is kept for half a year.">
      <SignedIn area="everybody">
        <div className="flex max-w-4xl flex-col gap-6">
          <Told />
          <ChoicesCard />
        </div>
      </SignedIn>
    </PageFrame>
  );
}

function Told() {
  const pages = useInfiniteQuery(notificationPages);
  const markAll = useMarkRead();
  if (pages.isPending) return <Skeleton label="Reading your notifications" />;
  if (pages.isLoadingError) return <ProblemCard error={pages.error} onRetry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap(({ notifications }) => notifications);
  if (rows.length === 0) {
    return (
      <Notice tone="info" title="Nothing yet">
        When something happens that concerns you, it stands here.
      </Notice>
    );
  }
  return (
    <Card
      title="What happened"
      aside={
        rows.some(({ isRead }) => !isRead) && (
          <Button isBusy={markAll.isPending} onPress={() => markAll.mutate(undefined)}>
            Mark all as read
          </Button>
        )
      }
    >
      {markAll.error && <ProblemCard error={markAll.error} onRetry={() => markAll.mutate(undefined)} />}
      <ol aria-label="Notifications" className="flex flex-col">
        {rows.map((row) => (
          <NotificationRow key={row.id} row={row} />
        ))}
      </ol>
      <MorePages pages={pages} more="Show older ones" />
    </Card>
  );
}
