'use client';

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isUnreachable } from '#lib/queries/api.ts';
import { Notice } from '#components/ui/notice.tsx';

/** Says that the page waits for the portal: what it shows stays as it was, and is asked for again. */
export function OutOfReach() {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const isShown = useSyncExternalStore(
    subscribe,
    () => cache.getAll().some(isOutOfReach),
    () => false,
  );
  if (!isShown) return null;
  return (
    <div className="mx-auto w-full max-w-7xl px-4 pb-3">
      <Notice tone="warn" title="The portal does not answer right now">
        This page asks again by itself. What was done so far stays done, and nothing is made twice.
      </Notice>
    </div>
  );
}

function isOutOfReach(query: Query): boolean {
  return query.isActive() && isUnreachable(query.state.fetchFailureReason);
}
