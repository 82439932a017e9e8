import { expect, test } from 'vitest';
import { clockOf, mayMove, SUBMISSION_STATUSES, turnOf, type Side } from './submission-status.ts';

test('a clock runs only for the side whose turn it is', () => {
  for (const status of SUBMISSION_STATUSES) expect([undefined, turnOf(status)]).toContain(clockOf(status));
});

test('nobody’s clock runs before the first handing in, during a preview, after an expiry and at the end', () => {
  const standing = SUBMISSION_STATUSES.filter((status) => clockOf(status) === undefined);
  expect(standing).toEqual(['draft', 'in-preview', 'published', 'withdrawn', 'rejected', 'expired']);
});

test('what is published or rejected is moved by nobody', () => {
  const sides: Side[] = ['isv', 'operator', 'portal'];
  for (const from of ['published', 'rejected'] as const)
    for (const to of SUBMISSION_STATUSES) expect(sides.filter((side) => mayMove(side, from, to))).toEqual([]);
});
