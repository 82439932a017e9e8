import { expect, test } from 'vitest';
import { CURRENT_RULE_SET, RULE_SETS, ruleSet, type RuleSet } from './requirements.ts';
import { newerThan, ruleSetChanges } from './rule-set-changes.ts';

const idsOf = (some: { rule: string }[]) => some.map(({ rule }) => rule);
const PILOT = ruleSet('pilot-2026-08')!;

test('from the pilot to autumn: what is added, dropped, weighed and worded anew', () => {
  const changes = ruleSetChanges(PILOT, CURRENT_RULE_SET);
  expect(idsOf(changes.added)).toEqual(['scim.bulk']);
  expect(idsOf(changes.removed)).toEqual(['scim.noSpecialNeeds']);
  expect(changes.levels.map(({ rule, from, to }) => [rule, from, to])).toEqual([
    ['scim.multiMemberPatch', 'required', 'advised'],
    ['isv.customers', 'required', 'advised'],
  ]);
  expect(idsOf(changes.words)).toEqual(['scim.groups', 'auth.method', 'token.life']);
});

test('a set does not differ from itself', () => {
  const nothing = { added: [], removed: [], levels: [], words: [] };
  for (const set of RULE_SETS) expect(ruleSetChanges(set, set)).toEqual(nothing);
});

test('one rule may change level and words at once', () => {
  const [rule] = CURRENT_RULE_SET.rules;
  const to: RuleSet = { ...PILOT, rules: [{ ...rule!, level: 'information', text: 'Anew.' }] };
  const changes = ruleSetChanges({ ...PILOT, rules: [rule!] }, to);
  expect([idsOf(changes.levels), idsOf(changes.words)]).toEqual([[rule!.id], [rule!.id]]);
});

test('the older set has a newer one, the current set has none', () => {
  expect([newerThan(PILOT)?.id, newerThan(CURRENT_RULE_SET)]).toEqual([CURRENT_RULE_SET.id, undefined]);
});
