import { addHours, subHours } from 'date-fns';
import { expect, test } from 'vitest';
import { fakeProvisioning } from '../fakes.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import { LOGIC_APP, verifiedWorld } from '../run-validation/world.ts';
import { changesSince } from './material-changes.ts';

const world = await verifiedWorld();
const run = world.rows[0] as RunRecord;
const [before, after] = [subHours(run.startedAt, 1), addHours(run.startedAt, 1)];
const told = (changes: Partial<OnboardingRecord>) => changesSince({ run }, { ...world.onboarding, ...changes });
const OTHER = { definitionHash: 'b'.repeat(64), parameters: { IsSoftDeleted: false } };
const logicApp = { ...LOGIC_APP, deployedAt: before };

test('mappings that were read after the run started are compared with those that the run read', () => {
  const { mappings } = fakeProvisioning().state;
  expect(told({ mappings, mappingsReadAt: after })).not.toEqual([]);
  expect(told({ mappings: world.provisioning.mappings, mappingsReadAt: after })).toEqual([]);
});

test('what was read before the run started says nothing of what changed after it', () => {
  const { mappings } = fakeProvisioning().state;
  expect(told({ mappings, mappingsReadAt: before })).toEqual([]);
  expect(told({ mappings })).toEqual([]);
  expect(told({ logicApp: { ...logicApp, definitionHash: 'c'.repeat(64), seen: { ...OTHER, at: before } } })).toEqual(
    [],
  );
});

test('of the Logic App the newest reading counts: as it was seen, or as it was deployed', () => {
  const seen = { ...OTHER, at: after };
  expect(told({ logicApp: { ...logicApp, seen } })).toEqual([
    expect.stringMatching(/^The template was .* and is bbbbbbbbbbbb. Validate everything again.$/),
    'The parameter IsSoftDeleted was true, and is false. Validate again: Disable a user.',
  ]);
  expect(told({ logicApp: { ...logicApp, seen, deployedAt: addHours(after, 1) } })).toEqual([]);
});
