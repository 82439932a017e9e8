'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isUnreachable } from '#lib/queries/api.ts';
import { SessionProvider } from '#lib/session/session.tsx';

const STALE_MS = 5_000;
const RETRY_WITHIN_MS = 5_000;

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: STALE_MS,
            // What the server refused stays refused. A lost connection comes back: what is shown and typed stays meanwhile.
            retry: (_, error) => isUnreachable(error),
            retryDelay: (failures) => Math.min(1_000 * 2 ** failures, RETRY_WITHIN_MS),
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <SessionProvider>{children}</SessionProvider>
    </QueryClientProvider>
  );
}
