import { expect, test } from 'vitest';
import { allAnchors, anchorTitle } from './finding-anchor.ts';
import { RULE_SETS } from './requirements.ts';

test('fields, tests and rules are told in the words of the pages', () => {
  const [first] = RULE_SETS[0]!.rules;
  expect(anchorTitle({ kind: 'field', name: 'app.name' })).toBe('Application name');
  expect(anchorTitle({ kind: 'test', name: 'Create_User_Test' })).toBe('Create a user');
  expect(anchorTitle({ kind: 'rule', name: first!.id })).toBe(first!.text);
});

test('everything can be asked about, each once', () => {
  const all = allAnchors().map(({ kind, name }) => `${kind} ${name}`);
  expect(new Set(all).size).toBe(all.length);
  expect(all).toEqual(expect.arrayContaining(['request ', 'field docs.links', 'test Delete_Group_Test']));
  for (const { id } of RULE_SETS.flatMap(({ rules }) => rules)) expect(all).toContain(`rule ${id}`);
});
