'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SinceLook } from '#lib/review/look/contract.ts';
import { sinceLook, useMarkSeen, useVisit } from '#lib/queries/review-checklist.ts';
import { HistoryEntryRow } from '#components/history/history-list.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Moment } from '#components/ui/moment.tsx';

const SHOWN = 6;

/** What others did since this reviewer was here last. It stays until they leave for a while, or say that they have seen it. */
export function SinceLookCard({ submissionId }: { submissionId: string }) {
  const { data, error, isLoadingError, refetch } = useQuery(sinceLook(submissionId));
  const seen = useMarkSeen(submissionId);
  const { mutate: visit } = useVisit(submissionId);
  const readAt = data?.readAt;
  useEffect(() => {
    if (readAt) visit(readAt);
  }, [readAt, visit]);
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (!data?.since) return null;
  const { since, entries, notes } = data;
  if (entries.length + notes.length === 0) {
    return (
      <p className="text-ink-soft">
        Nobody else has done anything here since you last looked, <Moment at={since} />.
      </p>
    );
  }
  const mark = () => seen.mutate(data.readAt);
  return (
    <Card
      title="Since you last looked"
      aside={
        <Button isBusy={seen.isPending} onPress={mark}>
          I have seen this
        </Button>
      }
    >
      {seen.error && <ProblemCard error={seen.error} onRetry={mark} />}
      <p className="text-ink-soft">
        What others did since you were here <Moment at={since} />.
      </p>
      <News of={data} />
    </Card>
  );
}

function News({ of: { entries, notes, isMore } }: { of: SinceLook }) {
  const later = entries.slice(SHOWN);
  return (
    <>
      <ol aria-label="Since you last looked" className="flex flex-col divide-y divide-line">
        {notes.map(({ id, byName, at }) => (
          <li key={id} className="py-2.5">
            <p>Kept an internal note.</p>
            <p className="text-[0.85rem] text-ink-faint">
              {byName} (reviewing side) · <Moment at={at} />
            </p>
          </li>
        ))}
        {entries.slice(0, SHOWN).map((entry) => (
          <HistoryEntryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {later.length > 0 && (
        <Disclosure title={`${later.length} more`}>
          <ol aria-label="Further events since you last looked" className="flex flex-col divide-y divide-line">
            {later.map((entry) => (
              <HistoryEntryRow key={entry.id} entry={entry} />
            ))}
          </ol>
        </Disclosure>
      )}
      {isMore && <p className="text-ink-soft">There is still more: the history and the internal notes have it all.</p>}
    </>
  );
}
