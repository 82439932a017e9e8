import { expect, test } from 'vitest';
import { CURRENT_RULE_SET } from '#lib/rules/requirements.ts';
import { ANN, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { changeRuleSet } from './change-rule-set.ts';
import { readRequirements } from './check-requirements.ts';
import { Requirements } from './contract.ts';

const PILOT = 'pilot-2026-08';

function world(changes: Partial<OnboardingRecord>) {
  const record = anOnboarding(changes);
  const ports = {
    onboardings: fakeOnboardings([record]),
    directory: fakeDirectory().directory,
    audit: fakeAuditTrail(),
    probes: { list: async () => [] },
  };
  const move = (ruleSet: string, person = ANN) => changeRuleSet(ports, { person, onboardingId: record.id, ruleSet });
  return { record, ports, move };
}

test('a person moves to the newer set; who and from where is in the trail, once', async () => {
  const { record, ports, move } = world({ ruleSet: PILOT });
  await move(CURRENT_RULE_SET.id);
  await move(CURRENT_RULE_SET.id);
  expect((await ports.onboardings.get('contoso', record.id))?.ruleSet).toBe(CURRENT_RULE_SET.id);
  const facts = { from: PILOT, to: CURRENT_RULE_SET.id };
  expect(ports.audit.entries).toMatchObject([{ actor: ANN, action: 'onboarding.rule-set-changed', facts }]);
});

test.each([
  [CURRENT_RULE_SET.id, PILOT],
  [PILOT, 'made-up'],
])('from %s to %s: refused', async (ruleSet, to) => {
  const { ports, move } = world({ ruleSet });
  await expect(move(to)).rejects.toMatchObject({ code: 'conflict' });
  expect(ports.audit.entries).toEqual([]);
});

test('a request that is handed in keeps its set; a foreigner finds nothing', async () => {
  const submission = { id: 's', submittedAt: new Date(), statusAt: new Date(), status: 'submitted' } as const;
  const { move } = world({ ruleSet: PILOT, submission });
  await expect(move(CURRENT_RULE_SET.id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(move(CURRENT_RULE_SET.id, EVE)).rejects.toMatchObject({ code: 'not-found' });
});

test('who has an older set sees what the newer one changes, until they have moved', async () => {
  const { record, ports, move } = world({ ruleSet: PILOT });
  const read = () => readRequirements(ports, { person: ANN, onboardingId: record.id });
  const before = Requirements.parse(await read());
  expect(before).toMatchObject({ ruleSet: PILOT, newer: { id: CURRENT_RULE_SET.id } });
  expect(before.newer?.changes.added).toMatchObject([{ rule: 'scim.bulk' }]);
  await move(CURRENT_RULE_SET.id);
  expect((await read()).newer).toBeUndefined();
});
