import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CAUSES } from './causes.ts';
import { diagnose } from './diagnose.ts';
import { createFaultProbe, FAULTS, writtenLine } from './fault-table.fixture.ts';

const probe = createFaultProbe();
const named = async (space: string, ...faults: string[]) => {
  const { groups, unexplained } = diagnose(await probe.results(space, faults));
  return [...groups.map(({ cause }) => cause.id), ...unexplained.map(({ check }) => check)].sort();
};

test('the table has every fault and no other', () => {
  const file = readFileSync(join(import.meta.dirname, '../../../docs/probe-faults.md'), 'utf8');
  const written = [...file.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, id]) => id);
  expect(written).toEqual(FAULTS.map(({ id }) => id));
  for (const { id } of FAULTS) {
    const cause = /`([a-z0-9-]+)` \|$/.exec(writtenLine(id) ?? '')?.[1];
    expect(
      CAUSES.map((one) => one.id),
      id,
    ).toContain(cause);
  }
});

test('nothing is diagnosed where nothing is wrong', async () => {
  expect(await named('healthy')).toEqual([]);
});

test.each([
  [['empty-filter-404', 'string-false-stored', 'manager-string-dropped', 'remove-members-clears']],
  [
    [
      'dotted-keys-ignored',
      'value-path-no-target',
      'duplicate-in-other-case',
      'json-content-type',
      'count-zero-default',
    ],
  ],
  [['patch-not-atomic', 'add-replaces-list', 'inactive-hidden', 'location-missing', 'any-token-accepted']],
])(
  'several mistakes at once are told apart: %s',
  async (faults) => {
    expect(await named(`several-${faults.length}-${faults[0]}`, ...faults)).toEqual(faults.toSorted());
  },
  60_000,
);
