import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.parse('2026-11-01T10:00:00Z');

test.each([
  ['120', 120],
  ['0', 0],
  ['-5', 0],
  ['Sun, 01 Nov 2026 10:01:30 GMT', 90],
  ['Sun, 01 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s means %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});
