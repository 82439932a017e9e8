'use client';

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { ProblemCard } from './problem-card.tsx';

/** Says that the page could not be brought up to date, and the way out. What the page shows, and what was typed, stays. */
export function RefreshTrouble() {
  const client = useQueryClient();
  const cache = client.getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const error = useSyncExternalStore(
    subscribe,
    () => cache.getAll().find(isOutOfDate)?.state.error ?? null,
    () => null,
  );
  if (!error) return null;
  return (
    <div className="sticky top-16 z-10 mb-4">
      <ProblemCard error={error} onRetry={() => void client.refetchQueries({ predicate: isOutOfDate })} />
    </div>
  );
}

/** Shown, and newer news could not be had. One that shows nothing yet says so in its own place. */
function isOutOfDate(query: Query): boolean {
  return query.isActive() && query.state.status === 'error' && query.state.data !== undefined;
}
