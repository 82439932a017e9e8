import { expect, test } from 'vitest';
import { expectedMinutes } from './run-view.ts';

const START = new Date('2026-11-20T10:00:00Z');
const like = { template: 'own-consumption-1.0', enabledTests: 'All' } as const;
const run = (minutes: number, changes = {}) => ({
  ...like,
  status: 'succeeded' as const,
  startedAt: START,
  endedAt: new Date(START.getTime() + minutes * 60_000),
  ...changes,
});

test('the expected length is the median of earlier runs alike', () => {
  expect(expectedMinutes([run(70), run(90), run(500)], like, 60)).toBe(90);
  expect(expectedMinutes([run(70), run(90)], like, 60)).toBe(80);
});

test('other templates, narrowed and failed runs say nothing about it', () => {
  const others = [
    run(5, { enabledTests: 'UserTests' }),
    run(5, { template: 'official-consumption-3.1' }),
    run(5, { status: 'failed' }),
  ];
  expect(expectedMinutes(others, like, 60)).toBe(60);
});
