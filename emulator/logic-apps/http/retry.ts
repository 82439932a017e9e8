import { durationMs } from '../definition/durations.ts';
import { isObject } from '../expressions/values.ts';

export type RetryPolicy = { count: number; delayMs(attempt: number): number };

const DEFAULT: RetryPolicy = { count: 4, delayMs: (attempt) => clamp(7_500 * 2 ** attempt, 5_000, 45_000) };
const NONE: RetryPolicy = { count: 0, delayMs: () => 0 };
const DAY_MS = 864e5;

/** https://learn.microsoft.com/azure/logic-apps/error-exception-handling#retry-policies */
export function retryPolicy(written: unknown): RetryPolicy {
  if (!isObject(written)) return written === 'none' ? NONE : DEFAULT;
  const type = String(written['type']).toLowerCase();
  if (type === 'none') return NONE;
  const intervalMs = durationMs(written['interval']) ?? 7_500;
  const count = typeof written['count'] === 'number' ? written['count'] : DEFAULT.count;
  if (type === 'fixed') return { count, delayMs: () => intervalMs };
  const least = durationMs(written['minimumInterval']) ?? 5_000;
  const most = durationMs(written['maximumInterval']) ?? DAY_MS;
  return { count, delayMs: (attempt) => clamp(intervalMs * 2 ** attempt, least, most) };
}

export function isTransient(statusCode: number): boolean {
  return statusCode === 408 || statusCode === 429 || statusCode >= 500;
}

/** What the server asks for, in milliseconds: seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
