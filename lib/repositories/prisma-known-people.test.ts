import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { inTransaction } from './in-transaction.ts';
import { prismaKnownPeople } from './prisma-known-people.ts';
import { prismaSavedViews } from './prisma-saved-views.ts';
import { testDatabase, waitingForLocks } from './test-database.ts';

const { database } = await testDatabase();
const people = prismaKnownPeople(database);
const views = prismaSavedViews(database);

const somebody = (tenantId: string, roles: string[] = ['Reviewer']) => ({
  ...{ tenantId, roles, objectId: randomUUID(), name: 'Rita', mail: 'rita@operator.example' },
});

test('who signs in is known, with the role they have now', async () => {
  const tenantId = randomUUID();
  const rita = somebody(tenantId);
  await people.remember(rita);
  expect(await people.withRole(tenantId, 'Reviewer')).toEqual([{ id: rita.objectId, name: 'Rita' }]);
  await people.remember({ ...rita, roles: [] });
  expect(await people.withRole(tenantId, 'Reviewer')).toEqual([]);
  expect(await people.withRole(randomUUID(), 'Reviewer')).toEqual([]);
});

test('seen again within the hour nothing is written', async () => {
  const rita = somebody(randomUUID());
  const seen = async () =>
    (await database.knownPerson.findFirstOrThrow({ where: { objectId: rita.objectId } })).lastSeenAt;
  await people.remember(rita);
  const first = await seen();
  await people.remember(rita);
  expect(await seen()).toEqual(first);
  await database.knownPerson.updateMany({ data: { lastSeenAt: new Date('2026-01-01') } });
  await people.remember(rita);
  expect((await seen()).getTime()).toBeGreaterThan(new Date('2026-01-02').getTime());
});

test('a view is its owner’s: others see it when it is shared, and never remove it', async () => {
  const [ownerId, other] = [randomUUID(), randomUUID()];
  await views.save({ ownerId, name: 'Late ones', query: 'late=yes', isShared: false });
  expect(await views.list(other)).toEqual([]);
  await views.save({ ownerId, name: 'Late ones', query: 'late=yes&risk=differences', isShared: true });
  const [shared] = await views.list(other);
  expect(shared).toMatchObject({ ownerId, query: 'late=yes&risk=differences' });
  await expect(views.remove(other, shared!.id)).rejects.toMatchObject({ code: 'not-found' });
  await views.remove(ownerId, shared!.id);
  expect(await views.list(ownerId)).toEqual([]);
});

test('a person keeps as many views as can be read at a glance, and all of them together share as many', async () => {
  const [ownerId, other] = [randomUUID(), randomUUID()];
  const keep = (owner: string, name: string, isShared: boolean) =>
    views.save({ ownerId: owner, name, query: 'late=yes', isShared });
  const shared = await database.savedView.count({ where: { isShared: true } });
  const rows = Array.from({ length: 50 }, (_, index) => ({ ownerId, name: `View ${index}`, query: '' }));
  await database.savedView.createMany({ data: rows.map((row, index) => ({ ...row, isShared: index >= shared })) });
  await keep(ownerId, 'View 7', true);
  await expect(keep(ownerId, 'One more', false)).rejects.toMatchObject({ code: 'conflict' });
  await expect(keep(other, 'Mine', true)).rejects.toThrow('Reviewers share 50 views already.');
  await keep(other, 'Mine', false);
  expect(await views.list(ownerId)).toHaveLength(50);
  await database.savedView.deleteMany({ where: { ownerId } });
});

const fill = async (count: number, row: { ownerId: string; isShared: boolean }) => {
  const rows = Array.from({ length: count }, (_, index) => ({ ...row, name: `View ${index}`, query: '' }));
  await database.savedView.createMany({ data: rows });
};

test('of two views that are saved at once where there is room for one, one is kept', async () => {
  await database.savedView.deleteMany();
  const ownerId = randomUUID();
  await fill(49, { ownerId, isShared: true });
  const both = await inTransaction(database, async (transaction) => {
    // Whoever has counted waits here before it writes.
    await transaction.$executeRaw`LOCK TABLE "SavedView" IN SHARE MODE`;
    const saving = ['One', 'Two'].map((name) => views.save({ ownerId, name, query: '', isShared: true }));
    const saved = Promise.allSettled(saving);
    await vi.waitFor(async () => expect(await waitingForLocks(database)).toHaveLength(2));
    return { saved };
  });
  expect((await both.saved).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('where more are shared than there is room for, a shared view can be saved anew and no other be shared', async () => {
  await database.savedView.deleteMany();
  const [ownerId, other] = [randomUUID(), randomUUID()];
  await fill(30, { ownerId, isShared: true });
  await fill(22, { ownerId: other, isShared: true });
  const share = (name: string) => views.save({ ownerId, name, query: 'late=yes', isShared: true });
  await share('View 7');
  expect(await database.savedView.count({ where: { ownerId, query: 'late=yes', isShared: true } })).toBe(1);
  await views.save({ ownerId, name: 'Mine', query: '', isShared: false });
  await expect(share('Mine')).rejects.toThrow('Reviewers share 50 views already.');
});
