import { percentile } from './percentile.ts';

/** What became of one request of the load; without a status there was no answer. */
export type Outcome = {
  status?: number;
  durationMs: number;
  /** Only of an answer that asks for less load; undefined seconds where it does not say how long to wait. */
  throttled?: { seconds?: number };
  /** The answer in words. */
  words: string;
};

/** How many of the last outcomes are looked at. */
export const RECENT = 20;
const SERVER_ERRORS = 3;
const UNANSWERED = 2;
const REFUSED = 10;
const ENOUGH_TO_BE_SLOW = 10;
const TIMES_SLOWER = 5;
/** Below that, slower is not yet harm. */
const SLOW_MS = 1_000;

export const isRight = ({ status = 0 }: Outcome): boolean => status >= 200 && status < 300;

/** The sign, in the last outcomes, that the endpoint suffers; the load stops at the first one. */
export function signOfHarm(recent: readonly Outcome[], baselineMs: number): string | undefined {
  return throttling(recent) ?? errors(recent) ?? slowness(recent, baselineMs);
}

function throttling(recent: readonly Outcome[]): string | undefined {
  const last = recent.at(-1);
  if (!last?.throttled) return undefined;
  const { seconds } = last.throttled;
  return seconds === undefined
    ? `HTTP ${last.status} without a readable Retry-After`
    : `HTTP ${last.status} with Retry-After, ${seconds} s`;
}

function errors(recent: readonly Outcome[]): string | undefined {
  const of = (isMeant: (status: number) => boolean) => recent.filter(({ status }) => isMeant(status ?? 0));
  const signs: [Outcome[], number, string][] = [
    [of((status) => status === 0), UNANSWERED, 'had no answer'],
    [of((status) => status >= 500), SERVER_ERRORS, 'were errors of the server'],
    [of((status) => status >= 300 && status < 500), REFUSED, 'were refused'],
  ];
  const sign = signs.find(([found, most]) => found.length >= most);
  return sign && `${sign[0].length} of the last ${recent.length} requests ${sign[2]}: ${sign[0].at(-1)?.words}`;
}

function slowness(recent: readonly Outcome[], baselineMs: number): string | undefined {
  if (recent.length < ENOUGH_TO_BE_SLOW) return undefined;
  const median = percentile(
    recent.map(({ durationMs }) => durationMs),
    50,
  );
  if (median <= Math.max(SLOW_MS, TIMES_SLOWER * baselineMs)) return undefined;
  return `Answers took ${Math.round(median)} ms, ${Math.round(baselineMs)} ms before the load`;
}
