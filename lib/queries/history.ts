import { infiniteQueryOptions } from '@tanstack/react-query';
import { HistoryPage } from '#lib/onboarding/history/contract.ts';
import { get } from './api.ts';
import { every } from './polling.ts';

/** The history of an onboarding, newest first, page by page. */
export const history = (onboardingId: string) =>
  pages(`/onboardings/${onboardingId}/history`, ['onboardings', onboardingId]);

/** The same as a reviewer reads it. */
export const submissionHistory = (submissionId: string) =>
  pages(`/review/submissions/${submissionId}/history`, ['review', 'submissions', submissionId]);

/** What others do is seen too, without a reload. */
const POLL_MS = 20_000;

function pages(path: string, above: string[]) {
  return infiniteQueryOptions({
    queryKey: [...above, 'history'],
    queryFn: ({ pageParam }) => get(pageParam ? `${path}?before=${pageParam}` : path, HistoryPage),
    refetchInterval: every(POLL_MS),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
}
