import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { prismaLedger } from './prisma-ledger.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaRuns } from './prisma-runs.ts';
import { aRun, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const onboardings = prismaOnboardings(database);
const runs = prismaRuns(database);
const ledger = prismaLedger(database);
const NOT_FOUND = { code: 'not-found' };
const MAPPING = {
  ...{ object: 'Users', enabled: true, source: 'mail', sourceKind: 'attribute' as const },
  ...{ target: 'userName', matching: 1, apply: 'Always' },
};
const ENDED = {
  ...{ status: 'succeeded' as const, ready: true, endedAt: new Date('2026-11-20T10:00:00Z') },
  mappings: [MAPPING],
};
const VERIFIED = { ...ENDED, verifiedAt: new Date('2026-11-20T10:01:00Z') };

async function aRecordedRun() {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  const run = await runs.insert(tenantId, onboardingId, aRun());
  return { onboardingId, tenantId, run };
}

test('a run that is inserted twice at once is one, and starts', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const wanted = aRun();
  const both = await Promise.all([1, 2].map(() => runs.insert(tenantId, id, wanted)));
  expect(both[0]).toEqual(both[1]);
  expect(await runs.list(tenantId, id)).toMatchObject([{ id: wanted.id, status: 'starting', tests: [], tenantId }]);
});

test('for another tenant a run does not exist', async () => {
  const { onboardingId, run } = await aRecordedRun();
  const other = randomUUID();
  expect(await runs.get(other, onboardingId, run.id)).toBeUndefined();
  expect(await runs.list(other, onboardingId)).toEqual([]);
  expect(await runs.latestVerifiedReady(other, onboardingId)).toBeUndefined();
  await expect(runs.update(other, run.id, { ready: true })).rejects.toMatchObject(NOT_FOUND);
  await expect(runs.insert(other, onboardingId, aRun())).rejects.toMatchObject(NOT_FOUND);
  expect((await runs.getForOperator(run.id))?.ready).toBeUndefined();
});

test('another onboarding of the same tenant does not have it either', async () => {
  const { tenantId, run } = await aRecordedRun();
  const second = await onboardings.insert(aStart({ tenantId }));
  expect(await runs.get(tenantId, second.id, run.id)).toBeUndefined();
});

test('two records never claim the same run of a Logic App', async () => {
  const { tenantId, onboardingId, run } = await aRecordedRun();
  const rival = await runs.insert(tenantId, onboardingId, aRun({ resourceId: run.resourceId }));
  await runs.update(tenantId, run.id, { runName: 'R1' });
  await expect(runs.update(tenantId, rival.id, { runName: 'R1' })).rejects.toMatchObject({ code: 'conflict' });
  expect((await runs.findByRunName(tenantId, run.resourceId, 'R1'))?.id).toBe(run.id);
});

test('only a ready and verified run is evidence, the newest one', async () => {
  const { tenantId, onboardingId, run } = await aRecordedRun();
  await runs.update(tenantId, run.id, { runName: 'R1', ...ENDED });
  expect(await runs.latestVerifiedReady(tenantId, onboardingId)).toBeUndefined();
  expect((await onboardings.get(tenantId, onboardingId))?.evidence).toBeUndefined();
  await runs.update(tenantId, run.id, VERIFIED);
  const second = await runs.insert(tenantId, onboardingId, aRun());
  await runs.update(tenantId, second.id, { runName: 'R2', ...VERIFIED, ready: false });
  expect(await runs.latestVerifiedReady(tenantId, onboardingId)).toMatchObject({ id: run.id, mappings: [MAPPING] });
  expect((await onboardings.get(tenantId, onboardingId))?.evidence).toMatchObject({ runName: 'R1' });
});

test('a restarted worker finds what the portal watches and has not judged, and nothing else', async () => {
  const { tenantId, onboardingId, run } = await aRecordedRun();
  const judged = await runs.insert(tenantId, onboardingId, aRun());
  await runs.update(tenantId, judged.id, { ...ENDED, ready: false });
  const watchedByYou = await runs.insert(tenantId, onboardingId, aRun({ watchedBy: 'you' }));
  const found = (await runs.unfinishedForPortal()).map(({ id }) => id);
  expect(found).toContain(run.id);
  expect(found).not.toContain(judged.id);
  expect(found).not.toContain(watchedByYou.id);
});

test('a grant is recorded, read back, revoked, and granted anew', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const grant = { permission: 'graph-app-role/User.Read.All', principalId: 'p', assignmentId: 'a1' };
  await ledger.recordGranted(tenantId, id, grant);
  await ledger.recordReadBack(tenantId, id, grant.permission);
  await ledger.recordRevoked(tenantId, id, grant.permission);
  expect((await ledger.list(tenantId, id))[0]?.revokedAt).toBeInstanceOf(Date);
  await ledger.recordGranted(tenantId, id, { ...grant, assignmentId: 'a2' });
  const [again, ...rest] = await ledger.list(tenantId, id);
  expect([again?.assignmentId, again?.readBackAt, again?.revokedAt, rest]).toEqual(['a2', undefined, undefined, []]);
  await expect(ledger.recordRevoked(randomUUID(), id, grant.permission)).rejects.toMatchObject(NOT_FOUND);
  expect(await ledger.list(randomUUID(), id)).toEqual([]);
});
