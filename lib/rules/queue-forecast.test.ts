import { expect, test } from 'vitest';
import { queueForecast } from './queue-forecast.ts';

const weeks = (...counts: [arrived: number, decided: number][]) =>
  counts.map(([arrived, decided], index) => ({ week: `2026-11-0${index + 1}`, arrived, decided }));

test('with next to nothing decided it says that it cannot tell', () => {
  expect(queueForecast(9, weeks([5, 1], [4, 2]))).toEqual({ kind: 'unknown', decided: 3, needed: 4 });
});

test('a queue into which more comes than is decided grows', () => {
  const forecast = queueForecast(10, weeks([6, 4], [6, 4]));
  expect(forecast).toEqual({ kind: 'grows', perWeek: 2, waitWeeks: 2.5 });
});

test('a queue from which more is taken than comes in is empty after a while', () => {
  const forecast = queueForecast(10, weeks([2, 4], [2, 4]));
  expect(forecast).toEqual({ kind: 'shrinks', perWeek: 2, waitWeeks: 2.5, emptyInWeeks: 5 });
});

test('an empty queue makes nobody wait', () => {
  expect(queueForecast(0, weeks([2, 4]))).toMatchObject({ waitWeeks: 0, emptyInWeeks: 0 });
});
