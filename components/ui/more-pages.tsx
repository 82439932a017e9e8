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
export function MorePages({
  pages,
  shown,
  of,
  one,
  many,
}: {
  pages: Pages;
  shown: number;
  of: Counted;
  one: string;
  many: string;
}) {
  return (
    <div className="mt-3 flex flex-col gap-3">
      {pages.isFetchNextPageError && pages.error && (
        <ProblemCard error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="text-ink-soft">
          {countWords(shown, of, { one, many })}
        </p>
        {pages.hasNextPage && (
          <Button isBusy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </div>
  );
}

function countWords(
  shown: number,
  { count, isMoreThanCounted }: Counted,
  { one, many }: { one: string; many: string },
): string {
  if (isMoreThanCounted) return `${shown} of more than ${count.toLocaleString('en')}. Filters narrow them down.`;
  return shown === count ? `${count} ${count === 1 ? one : many}` : `${shown} of ${count}`;
}
