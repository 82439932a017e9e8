import { expect, test } from 'vitest';
import { afterSeen, afterVisit, newSince } from './visits.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000);

test('on a first visit nothing that was done before is new', () => {
  expect(newSince(afterVisit(undefined, at(0)), at(1))).toEqual(at(0));
});

test('what was new stays so while the visit goes on, however often the page is loaded', () => {
  const back = afterVisit(afterVisit(undefined, at(0)), at(600));
  const again = afterVisit(afterVisit(back, at(610)), at(635));
  expect([newSince(back, at(601)), newSince(again, at(640))]).toEqual([at(0), at(0)]);
});

test('a new visit begins where the last one ended', () => {
  const stayed = afterVisit(afterVisit(undefined, at(0)), at(20));
  expect(newSince(stayed, at(60))).toEqual(at(20));
  expect(afterVisit(stayed, at(60))).toEqual({ seenUntil: at(20), visitedAt: at(60) });
});

test('what is said to be seen is not told again; an older word changes nothing', () => {
  const seen = afterSeen(afterVisit(undefined, at(0)), at(10));
  expect(newSince(afterSeen(seen, at(5)), at(11))).toEqual(at(10));
  expect(afterVisit(seen, at(3)).visitedAt).toEqual(at(10));
});
