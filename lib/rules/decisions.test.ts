import { expect, test } from 'vitest';
import { DECISIONS, TOLD_TO_ISV, whyNotDecide, type DecisionKind } from './decisions.ts';
import { SUBMISSION_STATUSES, type SubmissionStatus } from './submission-status.ts';

const may = (status: SubmissionStatus, escalatedById?: string) =>
  DECISIONS.filter((kind) => !whyNotDecide(kind, { status, escalatedById, reviewerId: 'rita' }));

test.each<[SubmissionStatus, DecisionKind[]]>([
  ['submitted', ['request-changes', 'reject']],
  ['in-review', ['approve', 'request-changes', 'reject', 'escalate']],
  ['approved', ['preview', 'publish']],
  ['in-preview', ['publish']],
])('of a request that is %s may be decided: %j', (status, kinds) => {
  expect(may(status)).toEqual(kinds);
});

test('of every other status nothing is decided', () => {
  const open = ['submitted', 'in-review', 'approved', 'in-preview'];
  for (const status of SUBMISSION_STATUSES.filter((one) => !open.includes(one))) expect(may(status)).toEqual([]);
});

test('who asked for a second opinion does not give it', () => {
  expect(may('in-review', 'rita')).toEqual([]);
  expect(may('in-review', 'rob')).toEqual(['approve', 'request-changes', 'reject']);
});

test('that a second opinion was asked for is not told to the ISV', () => {
  expect(TOLD_TO_ISV).not.toContain('escalate');
});
