import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterBusinessDays, businessDays, dueAt, lastDay, usedBy, type Clocks, type Turn } from './business-clock.ts';

const UTC = { timeZone: 'UTC', holidays: ['2026-12-25'] };
const CLOCKS = { operator: { targetDays: 5, calendar: UTC }, isv: { targetDays: 10, calendar: UTC } };
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
  expect(usedBy('operator', TURNS, { now, clocks: CLOCKS })).toBeCloseTo(4, 9);
  expect(usedBy('isv', TURNS, { now, clocks: CLOCKS })).toBeCloseTo(2, 9);
});

test('what was used before shortens the time that is left', () => {
  expect(dueAt(TURNS, CLOCKS)).toEqual({ side: 'operator', at: at('2026-11-25T00:00Z') });
  expect(dueAt(TURNS.slice(0, 2), CLOCKS)).toBeUndefined();
});

test('a calendar without a business day ends with words', () => {
  const holidays = Array.from({ length: 4_000 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );
  expect(() => afterBusinessDays(at('2026-11-23T00:00Z'), 1, { timeZone: 'UTC', holidays })).toThrow(/no business day/);
});

const NOW = at('2026-12-31T12:00Z');
const someDay = fc.integer({ min: 0, max: 120 }).map((day) => new Date(Date.UTC(2026, 8, 1 + day)));
const calendar = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Auckland', 'America/New_York', 'Asia/Kolkata'),
  holidays: fc.array(
    someDay.map((day) => day.toISOString().slice(0, 10)),
    { maxLength: 8 },
  ),
});
const clock = fc.record({ targetDays: fc.integer({ min: 1, max: 20 }), calendar });
const clocks: fc.Arbitrary<Clocks> = fc.record({ operator: clock, isv: clock });
/** Sides that take turns without a gap, the last turn still going on. */
const turns = fc
  .uniqueArray(fc.integer({ min: 0, max: 100 * 24 }), { minLength: 1, maxLength: 6 })
  .map((hours) => hours.sort((one, other) => one - other).map((hour) => new Date(Date.UTC(2026, 8, 1, hour))))
  .map((starts) =>
    starts.map((startedAt, index): Turn => {
      const endedAt = starts[index + 1];
      return { side: index % 2 === 0 ? 'operator' : 'isv', startedAt, ...(endedAt ? { endedAt } : {}) };
    }),
  );
const otherOf = (side: Turn['side']) => (side === 'isv' ? 'operator' : 'isv');

test('whatever the other side has set, a side’s clock and deadline stay', () => {
  fc.assert(
    fc.property(turns, clocks, clock, (all, both, another) => {
      const due = dueAt(all, both)!;
      const changed = { ...both, [otherOf(due.side)]: another };
      expect(dueAt(all, changed)).toEqual(due);
      expect(usedBy(due.side, all, { now: NOW, clocks: changed })).toBe(
        usedBy(due.side, all, { now: NOW, clocks: both }),
      );
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['2026-11-27T12:00Z', 'UTC', '2026-11-27'],
  ['2026-11-28T00:00Z', 'UTC', '2026-11-27'],
  ['2026-11-28T08:00Z', 'America/Los_Angeles', '2026-11-27'],
  ['2026-11-27T15:01Z', 'Asia/Tokyo', '2026-11-28'],
])('time that is up at %s in %s has its last day on %s', (due, timeZone, day) => {
  expect(lastDay(at(due), { timeZone })).toBe(day);
});

test('at its deadline a side has used its target, counted in its own calendar', () => {
  fc.assert(
    fc.property(turns, clocks, (all, both) => {
      const { side, at: due } = dueAt(all, both)!;
      const { targetDays } = both[side];
      const usedBefore = usedBy(side, all.slice(0, -1), { now: due, clocks: both });
      expect(usedBy(side, all, { now: due, clocks: both })).toBeCloseTo(Math.max(targetDays, usedBefore), 6);
    }),
    { numRuns: 60 },
  );
});

test('a day off never makes a side slower on paper, nor its deadline earlier', () => {
  fc.assert(
    fc.property(turns, clocks, someDay, (all, both, day) => {
      const { side, at: due } = dueAt(all, both)!;
      const { targetDays, calendar: before } = both[side];
      const holidays = [...before.holidays, day.toISOString().slice(0, 10)];
      const withDayOff = { ...both, [side]: { targetDays, calendar: { ...before, holidays } } };
      const used = (clocks: Clocks) => usedBy(side, all, { now: NOW, clocks });
      expect(used(withDayOff)).toBeLessThanOrEqual(used(both) + 1e-9);
      expect(dueAt(all, withDayOff)!.at.getTime()).toBeGreaterThanOrEqual(due.getTime() - 1);
    }),
    { numRuns: 60 },
  );
});
