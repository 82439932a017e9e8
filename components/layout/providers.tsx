'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiError } from '#lib/queries/api.ts';
import { SessionProvider } from '#lib/session/session.tsx';

const STALE_MS = 5_000;
const RETRIES = 2;

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: STALE_MS,
            // What the server refused stays refused; only lost connections are worth another try.
            retry: (count, error) => count < RETRIES && error instanceof ApiError && error.code === 'unreachable',
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
