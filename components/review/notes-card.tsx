'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { notes, useKeepNote } from '#lib/queries/conversation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Composer } from '#components/request-publishing/composer.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { MorePages } from '#components/ui/more-pages.tsx';
import { Status } from '#components/ui/status.tsx';

/** Among reviewers: another ground, another edge, a lock, and a composer that cannot send anything to the ISV. */
export function NotesCard({ submissionId }: { submissionId: string }) {
  const pages = useInfiniteQuery(notes(submissionId));
  const { data, error, isLoadingError, refetch } = pages;
  const keep = useKeepNote(submissionId);
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const thread = data?.pages.flatMap((page) => page.notes).toReversed() ?? [];
  return (
    <section className="rounded-xl border-2 border-dashed border-warn bg-warn-soft p-5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="flex items-center gap-2 text-[1.05rem]">
          <Lock aria-hidden className="size-5 text-warn" />
          Internal notes
        </h2>
        <Status tone="warn">Reviewers only</Status>
      </div>
      <div className="flex flex-col gap-4">
        {pages.hasNextPage && <MorePages pages={pages} more="Show older ones" />}
        {thread.length > 0 && (
          <ol aria-label="Internal notes" className="flex flex-col gap-3">
            {thread.map(({ id, words, byName, at }) => (
              <li key={id} className="rounded-lg border border-warn/40 bg-surface p-3">
                <p className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</p>
                <p className="mt-1 text-[0.87rem] text-ink-soft">
                  {`${byName}, `}
                  <Moment at={at} />
                </p>
              </li>
            ))}
          </ol>
        )}
        <Composer
          label="Note for reviewers"
          hint="The ISV never sees it, not in the history either."
          action="Keep the note"
          look="secondary"
          say={keep}
        />
      </div>
    </section>
  );
}
