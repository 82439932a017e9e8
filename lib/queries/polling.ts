import { isSessionEnded } from './api.ts';

type State = { error: Error | null; data?: unknown };

/**
 * What others do elsewhere is seen without a reload: read again and again, but not once nobody is signed in. Each page of a list
 * is a request of its own: with more of them it is read less often, so that the portal is asked no more.
 */
export const every =
  (milliseconds: number) =>
  ({ state: { error, data } }: { state: State }): number | false =>
    isSessionEnded(error) ? false : milliseconds * pagesIn(data);

const pagesIn = (data: unknown): number =>
  data instanceof Object && 'pages' in data && Array.isArray(data.pages) ? data.pages.length : 1;

/** How often what both reviewers and vendors write is read again. */
export const REVIEW_POLL_MS = 30_000;
