import { isSessionEnded } from './api.ts';

/** What others do elsewhere is seen without a reload: read again and again, but not once nobody is signed in. */
export const every =
  (milliseconds: number) =>
  ({ state: { error } }: { state: { error: Error | null } }): number | false =>
    isSessionEnded(error) ? false : milliseconds;

/** How often what both reviewers and vendors write is read again. */
export const REVIEW_POLL_MS = 30_000;
