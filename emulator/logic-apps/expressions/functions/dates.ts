import { argumentError } from '../errors.ts';
import { integer, text } from './expect.ts';
import { ticksText, writeDate } from './date-format.ts';
import { type FunctionGroup } from './function.ts';

const UNITS_MS: Record<string, number> = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 6048e5 };
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#date-and-time-functions */
export const DATES: FunctionGroup = {
  utcNow: { min: 0, max: 1, apply: ([format], { now }) => write('utcNow', now(), format) },
  formatDateTime: {
    min: 1,
    max: 2,
    apply: ([at, format]) => write('formatDateTime', date('formatDateTime', at), format),
  },
  addSeconds: adding('addSeconds', 'second'),
  addMinutes: adding('addMinutes', 'minute'),
  addHours: adding('addHours', 'hour'),
  addDays: adding('addDays', 'day'),
  addToTime: {
    min: 3,
    max: 4,
    apply: ([at, count, unit, format]) =>
      write('addToTime', later('addToTime', { at: date('addToTime', at), count, unit, sign: 1 }), format),
  },
  subtractFromTime: {
    min: 3,
    max: 4,
    apply: ([at, count, unit, format]) =>
      write(
        'subtractFromTime',
        later('subtractFromTime', { at: date('subtractFromTime', at), count, unit, sign: -1 }),
        format,
      ),
  },
  getFutureTime: {
    min: 2,
    max: 3,
    apply: ([count, unit, format], { now }) =>
      write('getFutureTime', later('getFutureTime', { at: now(), count, unit, sign: 1 }), format),
  },
  getPastTime: {
    min: 2,
    max: 3,
    apply: ([count, unit, format], { now }) =>
      write('getPastTime', later('getPastTime', { at: now(), count, unit, sign: -1 }), format),
  },
  // Ticks have more digits than a double holds exactly; the platform's value is an Int64 as well.
  ticks: {
    min: 1,
    max: 1,
    apply: ([at]) =>
      Number(BigInt(date('ticks', at).getTime()) * 10_000n + UNIX_EPOCH_TICKS + ticksText(text('ticks', at))),
  },
};

function adding(name: string, unit: string) {
  return {
    min: 2,
    max: 3,
    apply: ([at, count, format]: unknown[]) =>
      write(name, later(name, { at: date(name, at), count, unit, sign: 1 }), format),
  };
}

function later(name: string, shift: { at: Date; count: unknown; unit: unknown; sign: 1 | -1 }): Date {
  const unit = text(name, shift.unit).toLowerCase();
  const count = integer(name, shift.count) * shift.sign;
  if (unit === 'month' || unit === 'year') return addMonths(shift.at, unit === 'year' ? count * 12 : count);
  const unitMs = UNITS_MS[unit];
  if (!unitMs) throw argumentError(name, `expects a time unit such as 'Minute'. The provided value is '${unit}'.`);
  return new Date(shift.at.getTime() + count * unitMs);
}

/** The last day of a shorter month stands for the days it lacks. */
function addMonths(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

function date(name: string, value: unknown): Date {
  const written = text(name, value);
  const at = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(written) || !written.includes('T') ? written : `${written}Z`);
  if (!Number.isNaN(at.getTime())) return at;
  throw argumentError(name, `was invoked with a value '${written}' that is not a valid date and time.`);
}

function write(name: string, at: Date, format: unknown): string {
  const written = writeDate(at, format === undefined ? 'o' : text(name, format));
  if (written === undefined) throw argumentError(name, `does not support the format '${String(format)}' here.`);
  return written;
}
