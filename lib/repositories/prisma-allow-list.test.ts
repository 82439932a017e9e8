import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { aCohort } from './cohort.fixture.ts';
import type { Database } from './database.ts';
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
  const cohort = await aCohort(database, ...[first, second, third].map(({ tenantId }) => tenantId));
  const { rows } = await allowList.pageForOperator({ cohort, limit: 10 });
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

/** Four that are open and three that were withdrawn, a day apart, the newest of each today. */
async function aQueue() {
  const made = [];
  for (let index = 0; index < 7; index += 1) made.push(await asked());
  for (const [index, { tenantId, onboardingId, request }] of made.entries()) {
    if (index >= 4) await allowList.withdraw(tenantId, onboardingId, { version: 0, by: ann });
    const requestedAt = daysAgo(index < 4 ? 3 - index : 6 - index);
    await database.allowListRequest.update({ where: { id: request.id }, data: { requestedAt } });
  }
  return {
    ids: made.map(({ request }) => request.id),
    cohort: await aCohort(database, ...made.map((one) => one.tenantId)),
  };
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test.each([1, 2, 3, 4, 5, 7])('pages of %i go from the open ones on to the others, each once', async (limit) => {
  const { ids, cohort } = await aQueue();
  const read: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await allowList.pageForOperator({ cohort, limit, after });
    expect(rows.length).toBeLessThanOrEqual(limit);
    read.push(...rows.map(({ id }) => id));
    after = next;
  } while (after !== undefined);
  expect(read).toEqual([0, 1, 2, 3, 6, 5, 4].map((index) => ids[index]));
});

test('one that is decided while a page is read stands on it once', async () => {
  const { ids, cohort } = await aQueue();
  const first = { where: { id: ids[0]! }, include: { onboarding: true } };
  const { onboarding } = await database.allowListRequest.findUniqueOrThrow(first);
  const meanwhile = database.$extends({
    query: {
      async $queryRaw({ args, query }) {
        const found = await query(args);
        await allowList.withdraw(onboarding.tenantId, onboarding.id, { version: 0, by: ann }).catch(() => undefined);
        return found;
      },
    },
  });
  const { rows } = await prismaAllowList(meanwhile as unknown as Database).pageForOperator({ cohort, limit: 10 });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});

test('those of a cohort and a time are counted, and those of them that wait', async () => {
  const { cohort } = await aQueue();
  const all = { isMoreThanCounted: false };
  expect(await allowList.countForOperator({ cohort })).toEqual({ ...all, count: 7, waiting: 4 });
  expect(await allowList.countForOperator({ cohort, since: daysAgo(1.5) })).toEqual({ ...all, count: 4, waiting: 2 });
  const { rows } = await allowList.pageForOperator({ cohort, since: daysAgo(1.5), limit: 10 });
  expect(rows).toHaveLength(4);
  const mark = Buffer.from('["gone","2026-11-21T12:00:00Z","x"]').toString('base64url');
  await expect(allowList.pageForOperator({ limit: 3, after: mark })).rejects.toMatchObject({ code: 'invalid-input' });
});
