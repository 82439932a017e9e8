import { expect, test } from 'vitest';
import { CURRENT_RULE_SET, RULE_SETS, ruleSet } from './requirements.ts';

test.each(RULE_SETS)(
  '$id: ids are unique, and each rule says how it is answered and where it comes from',
  ({ rules }) => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ answeredBy, source }) => answeredBy.length === 0 || source === '')).toEqual([]);
  },
);

test.each(RULE_SETS)(
  '$id: every topic on which sources differ has a decision; what the probe answers names its checks',
  (set) => {
    expect(set.disagreements.filter(({ says, decision }) => says.length < 2 || decision === '')).toEqual([]);
    const byProbeAlone = set.rules.filter(({ answeredBy }) => answeredBy.join() === 'probe');
    expect(byProbeAlone.filter(({ checks }) => checks.length === 0)).toEqual([]);
  },
);

test('the current set is the newest', () => {
  const dates = RULE_SETS.map(({ date }) => date).sort();
  expect(CURRENT_RULE_SET.date).toBe(dates.at(-1));
});

test('the pilot demands what the gallery only advises', () => {
  const levelIn = (set: string) => ruleSet(set)?.rules.find(({ id }) => id === 'scim.multiMemberPatch')?.level;
  expect([levelIn('pilot-2026-08'), levelIn('gallery-2026-11')]).toEqual(['required', 'advised']);
});

test('a set that does not exist is not made up', () => {
  expect(ruleSet('gallery-2020-01')).toBeUndefined();
});
