import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { prismaAllowList } from './prisma-allow-list.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const allowList = prismaAllowList(database);
const ann: Person = { tenantId: 'contoso', objectId: 'ann', name: 'Ann', username: '' };
const mo: Person = { tenantId: 'operator', objectId: 'mo', name: 'Mo', username: '' };
const ASKED = { reason: 'Our demo is on Friday.', contact: 'ann@contoso.example', by: ann };

async function asked() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const request = await allowList.ask(tenantId, onboardingId, ASKED);
  return { onboardingId, tenantId, request };
}
const actions = async (onboardingId: string) =>
  (await database.auditEvent.findMany({ where: { onboardingId }, orderBy: { position: 'asc' } })).map(
    ({ action }) => action,
  );

test('while one is open, asking again finds it', async () => {
  const { onboardingId, tenantId, request } = await asked();
  const again = await allowList.ask(tenantId, onboardingId, { ...ASKED, reason: 'Another reason' });
  expect(again).toEqual(request);
  expect(await actions(onboardingId)).toEqual(['allow-list.asked']);
});

test('it is taken on and approved until a day, each with its event in the history', async () => {
  const { onboardingId, request } = await asked();
  await allowList.changeForOperator({ requestId: request.id, version: 0, by: mo, to: 'owned' });
  const expiresAt = new Date('2027-01-01T00:00:00Z');
  const change = { requestId: request.id, version: 1, by: mo, to: 'approved', reason: 'Granted', expiresAt } as const;
  expect(await allowList.changeForOperator(change)).toMatchObject({ state: 'approved', ownerName: 'Mo', expiresAt });
  expect(await actions(onboardingId)).toEqual(['allow-list.asked', 'allow-list.owned', 'allow-list.approved']);
});

test('of two who decide at once, one is told', async () => {
  const { request } = await asked();
  const decline = () =>
    allowList.changeForOperator({ requestId: request.id, version: 0, by: mo, to: 'declined', reason: 'No' });
  const outcomes = await Promise.allSettled([decline(), decline()]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(['version-conflict']);
});

test('what is decided cannot be withdrawn, and another request can be made', async () => {
  const { onboardingId, tenantId, request } = await asked();
  await allowList.changeForOperator({ requestId: request.id, version: 0, by: mo, to: 'declined', reason: 'No' });
  const withdraw = allowList.withdraw(tenantId, onboardingId, { version: 1, by: ann });
  await expect(withdraw).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await allowList.ask(tenantId, onboardingId, ASKED)).toMatchObject({ state: 'open', version: 0 });
});

test('another tenant’s answers as a missing one', async () => {
  const { onboardingId } = await asked();
  expect(await allowList.newest(randomUUID(), onboardingId)).toBeUndefined();
  const missing = { code: 'not-found' };
  await expect(allowList.ask(randomUUID(), onboardingId, ASKED)).rejects.toMatchObject(missing);
  const withdraw = allowList.withdraw(randomUUID(), onboardingId, { version: 0, by: ann });
  await expect(withdraw).rejects.toMatchObject(missing);
});

test('those that are open come first, the one that waits for longest at the top', async () => {
  const [first, second] = [await asked(), await asked()];
  await allowList.withdraw(first.tenantId, first.onboardingId, { version: 0, by: ann });
  const third = await asked();
  const ids = [second, third, first].map(({ request }) => request.id);
  const listed = (await allowList.listForOperator(1_000)).map(({ id }) => id);
  expect(listed.filter((id) => ids.includes(id))).toEqual(ids);
});
