/** What somebody knows of a submission, and when they were there last. */
export type Visits = { seenUntil: Date; visitedAt: Date };

/** Whoever comes back sooner goes on with the same visit: what was new stays before them, also when the page is loaded anew. */
export const VISIT_MINUTES = 30;

/** Since when things are new to them. In the visit that goes on it stays; a new one begins where the last one ended. */
export function newSince({ seenUntil, visitedAt }: Visits, now: Date): Date {
  return isSameVisit(visitedAt, now) ? seenUntil : latest(seenUntil, visitedAt);
}

/** After they were there at this moment. The first visit is new to nothing; nothing ever goes back in time. */
export function afterVisit(before: Visits | undefined, at: Date): Visits {
  if (!before) return { seenUntil: at, visitedAt: at };
  return { seenUntil: newSince(before, at), visitedAt: latest(before.visitedAt, at) };
}

/** After they said that they have seen everything until then. */
export function afterSeen(before: Visits | undefined, until: Date): Visits {
  if (!before) return { seenUntil: until, visitedAt: until };
  return { seenUntil: latest(before.seenUntil, until), visitedAt: latest(before.visitedAt, until) };
}

const isSameVisit = (visitedAt: Date, now: Date): boolean =>
  now.getTime() - visitedAt.getTime() < VISIT_MINUTES * 60_000;
const latest = (one: Date, other: Date): Date => (one > other ? one : other);
