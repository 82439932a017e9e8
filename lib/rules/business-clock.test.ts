import { expect, test } from 'vitest';
import { afterBusinessDays, businessDays, dueAt, usedBy, type Turn } from './business-clock.ts';

const UTC = { timeZone: 'UTC', holidays: ['2026-12-25'] };
const at = (text: string) => new Date(text);

test.each([
  ['2026-11-23T00:00Z', '2026-11-24T00:00Z', 1],
  ['2026-11-23T06:00Z', '2026-11-23T18:00Z', 0.5],
  ['2026-11-20T12:00Z', '2026-11-23T12:00Z', 1],
  ['2026-11-21T00:00Z', '2026-11-22T23:00Z', 0],
  ['2026-12-24T00:00Z', '2026-12-29T00:00Z', 2],
  ['2026-11-24T00:00Z', '2026-11-23T00:00Z', 0],
])('from %s to %s there are %d business days', (from, to, days) => {
  expect(businessDays(at(from), at(to), UTC)).toBeCloseTo(days, 9);
});

test('days begin where the people are', () => {
  const sundayInUtc = [at('2026-11-22T12:00Z'), at('2026-11-23T00:00Z')] as const;
  expect(businessDays(...sundayInUtc, UTC)).toBe(0);
  expect(businessDays(...sundayInUtc, { timeZone: 'Pacific/Auckland', holidays: [] })).toBeCloseTo(0.5, 9);
});

test('a day on which the clocks change is one day', () => {
  const berlin = { timeZone: 'Europe/Berlin', holidays: [] };
  expect(businessDays(at('2026-03-27T23:00Z'), at('2026-03-30T22:00Z'), berlin)).toBeCloseTo(1, 9);
});

test('a day without a midnight begins with its first moment', () => {
  const cairo = { timeZone: 'Africa/Cairo', holidays: [] };
  // On 2026-04-24, a Friday, clocks go from 23:59:59 to 01:00.
  expect(businessDays(at('2026-04-22T22:00Z'), at('2026-04-24T21:00Z'), cairo)).toBeCloseTo(2, 9);
  expect(businessDays(at('2026-04-23T22:00Z'), at('2026-04-24T21:00Z'), cairo)).toBeCloseTo(1, 9);
});

test('a deadline and the days until it agree', () => {
  for (const [from, count] of [
    ['2026-11-20T15:30Z', 5],
    ['2026-12-23T09:00Z', 2.25],
    ['2026-11-21T03:00Z', 0.5],
  ] as const) {
    const due = afterBusinessDays(at(from), count, UTC);
    expect(businessDays(at(from), due, UTC)).toBeCloseTo(count, 6);
  }
});

const TURNS: Turn[] = [
  { side: 'operator', startedAt: at('2026-11-16T00:00Z'), endedAt: at('2026-11-18T00:00Z') },
  { side: 'isv', startedAt: at('2026-11-18T00:00Z'), endedAt: at('2026-11-20T00:00Z') },
  { side: 'operator', startedAt: at('2026-11-20T00:00Z') },
];

test('a clock stands still while it is the other’s turn', () => {
  const now = at('2026-11-24T00:00Z');
  expect(usedBy('operator', TURNS, { now, calendar: UTC })).toBeCloseTo(4, 9);
  expect(usedBy('isv', TURNS, { now, calendar: UTC })).toBeCloseTo(2, 9);
});

test('what was used before shortens the time that is left', () => {
  const targets = { operator: 5, isv: 10 };
  expect(dueAt(TURNS, targets, UTC)).toEqual({ side: 'operator', at: at('2026-11-25T00:00Z') });
  expect(dueAt(TURNS.slice(0, 2), targets, UTC)).toBeUndefined();
});

test('a calendar without a business day ends with words', () => {
  const holidays = Array.from({ length: 4_000 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );
  expect(() => afterBusinessDays(at('2026-11-23T00:00Z'), 1, { timeZone: 'UTC', holidays })).toThrow(/no business day/);
});
