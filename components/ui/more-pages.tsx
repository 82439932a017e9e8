'use client';

import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from './button.tsx';

type Pages = {
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
};
type Counted = { count: number; isMoreThanCounted: boolean };

/** Below a list that comes page by page: how much of it is shown, and the way to more. */
export function MorePages({ pages, words, more = 'Show more' }: { pages: Pages; words?: string; more?: string }) {
  return (
    <div className="mt-3 flex flex-col gap-3">
      {pages.isFetchNextPageError && pages.error && (
        <ProblemCard error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {words && (
          <p role="status" className="text-ink-soft">
            {words}
          </p>
        )}
        {pages.hasNextPage && (
          <Button isBusy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {more}
          </Button>
        )}
      </div>
    </div>
  );
}

/** "50 of 312", or "7 submissions" where all are shown. */
export function countWords(
  shown: number,
  { count, isMoreThanCounted }: Counted,
  [one, many]: [string, string],
): string {
  if (isMoreThanCounted) return `${shown} of more than ${count.toLocaleString('en')}. Filters narrow them down.`;
  return shown === count ? `${count} ${count === 1 ? one : many}` : `${shown} of ${count}`;
}
