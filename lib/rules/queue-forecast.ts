/** What came in and what was decided in one week. */
export type QueueWeek = { week: string; arrived: number; decided: number };
export type QueueForecast =
  /** Too little has been decided to say anything. */
  | { kind: 'unknown'; decided: number; needed: number }
  /** More comes in than is decided. */
  | { kind: 'grows'; perWeek: number; waitWeeks: number }
  | { kind: 'shrinks'; perWeek: number; waitWeeks: number; emptyInWeeks: number };

const NEEDED = 4;

/**
 * How long a request that comes in now waits, if reviewers decide as many in a week as in these weeks. No more than a
 * division: it knows nothing of holidays or of how hard a request is.
 */
export function queueForecast(waiting: number, weeks: readonly QueueWeek[]): QueueForecast {
  const decided = weeks.reduce((sum, week) => sum + week.decided, 0);
  if (decided < NEEDED) return { kind: 'unknown', decided, needed: NEEDED };
  const arrived = weeks.reduce((sum, week) => sum + week.arrived, 0);
  const waitWeeks = tenths((waiting * weeks.length) / decided);
  const perWeek = tenths(Math.abs(decided - arrived) / weeks.length);
  if (arrived >= decided) return { kind: 'grows', perWeek, waitWeeks };
  return { kind: 'shrinks', perWeek, waitWeeks, emptyInWeeks: tenths((waiting * weeks.length) / (decided - arrived)) };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
