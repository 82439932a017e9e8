import { expect, test } from 'vitest';
import { FINDING_STATES, mayChangeFinding, mayDiscuss } from './finding-state.ts';
import { SUBMISSION_STATUSES, type Side } from './submission-status.ts';

test.each<[Side, string[]]>([
  ['isv', ['open → answered', 'answered → answered']],
  ['operator', ['open → resolved', 'answered → open', 'answered → resolved', 'resolved → open']],
  ['portal', []],
])('%s may bring a finding from one state to the other: %s', (side, ways) => {
  const open = FINDING_STATES.flatMap((from) =>
    FINDING_STATES.filter((to) => mayChangeFinding(side, from, to)).map((to) => `${from} → ${to}`),
  );
  expect(open).toEqual(ways);
});

test.each<[Side, string[]]>([
  ['isv', ['draft', 'changes-requested']],
  ['operator', ['submitted', 'in-review', 'changes-requested']],
  ['portal', []],
])('%s discusses findings of a request that is %s', (side, statuses) => {
  expect(SUBMISSION_STATUSES.filter((status) => mayDiscuss(side, status))).toEqual(statuses);
});
