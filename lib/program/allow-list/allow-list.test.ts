import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { allowListView } from '#lib/onboarding/allow-list/allow-list.ts';
import type { AllowList, AllowListChange, AllowListRecord } from '#lib/onboarding/allow-list/ports.ts';
import { decideAllowList } from './allow-list.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const MO = { tenantId: 'operator', objectId: 'mo', name: 'Mo', username: '' };
const RECORD: AllowListRecord = {
  ...{ id: randomUUID(), onboardingId: randomUUID(), tenantId: 'contoso', tenantName: 'Contoso' },
  ...{ applicationName: 'Payroll', state: 'approved', version: 2, reason: 'Demo', contact: 'a@b.example' },
  ...{ requestedByName: 'Ann', requestedAt: NOW },
};

async function approve(expiresAt: string) {
  const changes: AllowListChange[] = [];
  const allowList = { changeForOperator: async (change: AllowListChange) => (changes.push(change), RECORD) };
  const input = { decision: 'approve', version: 0, reason: 'Granted', expiresAt } as const;
  await decideAllowList(
    { allowList: allowList as unknown as AllowList },
    { person: MO, requestId: RECORD.id, ...input },
    NOW,
  );
  return changes[0];
}

test('an approval counts until the end of the day that was chosen', async () => {
  expect(await approve('2026-12-24')).toMatchObject({
    to: 'approved',
    expiresAt: new Date('2026-12-24T23:59:59.999Z'),
  });
});

test.each(['2026-11-20', '2028-01-01'])('until %s is refused', async (day) => {
  await expect(approve(day)).rejects.toMatchObject({ code: 'invalid-input', details: { field: 'expiresAt' } });
});

test.each([
  ['2026-11-21T11:59:00Z', 'expired'],
  ['2026-11-21T12:01:00Z', 'approved'],
])('approved until %s, it is %s at noon', (until, state) => {
  expect(allowListView({ ...RECORD, expiresAt: new Date(until) }, NOW).state).toBe(state);
});
