import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { neededContents, READINGS, stepsOf, testOfAction } from './needed-contents.ts';
import { TESTS } from './test-catalogue.ts';

const path = process.env['OFFICIAL_TEMPLATE_FILE'];

/** Every object that has a `type`, by its key: actions, and parameters beside them. */
function namesIn(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return into;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof (inner as { type?: unknown } | null)?.type === 'string') into.add(key);
    namesIn(inner, into);
  }
  return into;
}

test.skipIf(!path)('needs OFFICIAL_TEMPLATE_FILE: every action the official reading names is in the file', () => {
  const { definition } = JSON.parse(readFileSync(path!, 'utf8')) as { definition: { actions: unknown } };
  const names = namesIn(definition.actions);
  const wanted = [
    ...stepsOf('official-consumption'),
    ...neededContents('official-consumption').map(({ action }) => action),
  ];
  const scopes = READINGS['official-consumption'].tests.flatMap(({ phases }) => phases.map(({ scope }) => scope));
  expect([...wanted, ...scopes, ...TESTS].filter((name) => !names.has(name))).toEqual([]);
});

test.each(['official-consumption', 'own-consumption'] as const)(
  '%s: each phase demands the state and a log entry',
  (kind) => {
    const { tests } = READINGS[kind];
    expect(new Set(tests.map((one) => one.test))).toEqual(new Set(TESTS));
    for (const { proofs } of tests.flatMap((one) => one.phases)) {
      expect(new Set(proofs.map((proof) => proof.what))).toEqual(new Set(['scim-state', 'provisioning-log']));
    }
  },
);

test('what is needed names each action once, and of polled ones the last repetition', () => {
  const needed = neededContents('own-consumption');
  expect(new Set(needed.map(({ action }) => action)).size).toBe(needed.length);
  const of = (action: string) => needed.find((one) => one.action === action);
  expect(of('Disable_User_Test__disable__scim')).toMatchObject({ inputs: true, outputs: true, lastRepetition: true });
  expect(of('Update_User_Test__update__act')).toMatchObject({ inputs: true, lastRepetition: false });
});

test('an action of a run is attributed to its test', () => {
  expect(testOfAction('official-consumption').get('Verify_Group_Provisioning_Logs')).toBe('Create_Group_Test');
  expect(testOfAction('own-consumption').get('Delete_User_Test__delete')).toBe('Delete_User_Test');
});
