import { TZDate } from '@date-fns/tz';

export type Calendar = {
  /** An IANA name: where days begin and end. */
  timeZone: string;
  /** Days on which nobody works, as `2026-12-25`. */
  holidays: readonly string[];
};
/** Whose turn it was, from when until when; without an end it still is. */
export type Turn = { side: 'isv' | 'operator'; startedAt: Date; endedAt?: Date };
/** What each side has: so many business days until it is late, counted in its own calendar. */
export type Clocks = Record<Turn['side'], { targetDays: number; calendar: Calendar }>;

/**
 * Business days between two moments: Monday to Friday without holidays, each counting from midnight to midnight. Half a
 * day is 0.5. Days on which the clocks change are one day like the others.
 */
export function businessDays(from: Date, to: Date, calendar: Calendar): number {
  let sum = 0;
  for (const day of daysFrom(from, calendar)) {
    if (day.start >= to.getTime()) break;
    if (!day.isOff) sum += share(day, from.getTime(), to.getTime());
  }
  return sum;
}

/** The moment at which so many business days have passed since `from`. */
export function afterBusinessDays(from: Date, count: number, calendar: Calendar): Date {
  let left = count;
  for (const day of daysFrom(from, calendar)) {
    if (day.isOff) continue;
    const usable = share(day, from.getTime(), day.end);
    if (left <= usable) return new Date(Math.max(day.start, from.getTime()) + left * (day.end - day.start));
    left -= usable;
  }
  throw new Error('There is no business day in the next ten years.');
}

/** The day in which time is up, as `2026-11-27`: one that is up at midnight is the day before. */
export const lastDay = (dueAt: Date, { timeZone }: Pick<Calendar, 'timeZone'>): string =>
  new TZDate(dueAt.getTime() - 1, timeZone).toISOString().slice(0, 10);

/** What a side has used of its time: its turns only, the newest perhaps still going on. */
export function usedBy(side: Turn['side'], turns: readonly Turn[], at: { now: Date; clocks: Clocks }): number {
  const { calendar } = at.clocks[side];
  return turns
    .filter((turn) => turn.side === side)
    .reduce((sum, { startedAt, endedAt }) => sum + businessDays(startedAt, endedAt ?? at.now, calendar), 0);
}

/** When the side whose turn it is will be late; undefined while it is nobody's. */
export function dueAt(turns: readonly Turn[], clocks: Clocks): { side: Turn['side']; at: Date } | undefined {
  const open = turns.find(({ endedAt }) => !endedAt);
  if (!open) return undefined;
  const before = turns.filter((turn) => turn !== open);
  const { targetDays, calendar } = clocks[open.side];
  const used = usedBy(open.side, before, { now: open.startedAt, clocks });
  const left = Math.max(0, targetDays - used);
  return { side: open.side, at: afterBusinessDays(open.startedAt, left, calendar) };
}

type Day = { start: number; end: number; isOff: boolean };
/** Ten years: a calendar in which every day is off must come to an end. */
const MOST_DAYS = 3_660;
const DAY_MS = 86_400_000;

function* daysFrom(from: Date, { timeZone, holidays }: Calendar): Generator<Day> {
  const off = new Set(holidays);
  const first = dayOf(from, timeZone);
  for (let day = first; day < first + MOST_DAYS; day += 1) {
    const { start, end, isWeekend, date } = boundsOf(day, timeZone);
    yield { start, end, isOff: isWeekend || off.has(date) };
  }
}

/** The day of the zone in which a moment lies, counted from 1970-01-01. No zone is further than a day from UTC. */
function dayOf(moment: Date, timeZone: string): number {
  const ms = moment.getTime();
  const inUtc = Math.floor(ms / DAY_MS);
  return [inUtc - 1, inUtc].find((day) => ms < boundsOf(day, timeZone).end) ?? inUtc + 1;
}

type Bounds = { start: number; end: number; isWeekend: boolean; date: string };
/** Time zones are slow to ask, days are few: each is asked for once. */
const known = new Map<string, Map<number, Bounds>>();

function boundsOf(day: number, timeZone: string): Bounds {
  const ofZone = known.get(timeZone) ?? new Map<number, Bounds>();
  known.set(timeZone, ofZone);
  const there = ofZone.get(day);
  if (there) return there;
  const date = new Date(day * DAY_MS);
  const bounds = {
    start: midnight(day, timeZone),
    end: midnight(day + 1, timeZone),
    isWeekend: date.getUTCDay() % 6 === 0,
    date: date.toISOString().slice(0, 10),
  };
  ofZone.set(day, bounds);
  return bounds;
}

function midnight(day: number, timeZone: string): number {
  const date = new Date(day * DAY_MS);
  return new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), timeZone).getTime();
}

const share = ({ start, end }: Day, from: number, to: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start)) / (end - start);
