import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { PROGRAM_PAGE, ProgramQuery } from '#lib/program/onboardings/contract.ts';
import { aCohort } from './cohort.fixture.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaProgramOnboardings } from './prisma-program-onboardings.ts';
import { prismaRuns } from './prisma-runs.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aRun, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const onboardings = prismaOnboardings(database);
const submissions = prismaSubmissions(database);
const following = prismaProgramOnboardings(database);
const asked = (query: Record<string, string>) => following.page(ProgramQuery.parse(query));
const idsOf = async (query: Record<string, string>) =>
  (await asked(query)).rows.map(({ onboardingId }) => onboardingId);
const aWord = () => `v${randomUUID().slice(0, 8)}`;
const started = (tenantName: string, name = 'Payroll') => onboardings.insert(aStart({ tenantName, name }));

test('one stands at its next step, then where its request stands, each since it came there', async () => {
  const q = aWord();
  const { id, tenantId } = await started(q);
  const standing = async () => (await asked({ q })).rows[0]!;
  const first = await standing();
  expect(first.standing).toBe('check-requirements');
  await onboardings.completeStep(tenantId, id, 'check-requirements');
  const second = await standing();
  expect(second.standing).toBe('create-application');
  expect(second.since.getTime()).toBeGreaterThan(first.since.getTime());
  await onboardings.completeStep(tenantId, id, 'check-requirements');
  expect(await standing()).toEqual(second);
  await submissions.open(tenantId, id, { tenantId, objectId: 'ann', name: 'Ann', username: '' });
  expect(await standing()).toEqual(second);
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(tenantId, id, { version: 0, to: 'submitted', action: 'x', submitted });
  expect((await standing()).standing).toBe('submitted');
  await submissions.move(tenantId, id, { version: 1, to: 'withdrawn', action: 'x' });
  expect((await standing()).standing).toBe('withdrawn');
});

test('two steps that are completed at once leave it behind both', async () => {
  const q = aWord();
  const { id, tenantId } = await started(q);
  const steps = ['check-requirements', 'create-application', 'configure-provisioning'] as const;
  await Promise.all(steps.map((step) => onboardings.completeStep(tenantId, id, step)));
  expect((await asked({ q })).rows[0]?.standing).toBe('deploy-logic-app');
});

test('they are found by words, by where they stand and by cohort', async () => {
  const q = aWord();
  const one = await started(q, 'Payroll');
  const other = await started(q, 'Travel');
  await onboardings.completeStep(other.tenantId, other.id, 'check-requirements');
  const cohort = await aCohort(database, one.tenantId);
  expect(await idsOf({ q: `${q} trav` })).toEqual([other.id]);
  expect(await idsOf({ q, standing: 'create-application' })).toEqual([other.id]);
  expect(await idsOf({ cohort })).toEqual([one.id]);
  expect(await idsOf({ q: "'&\\!" })).toEqual([]);
});

test('those that were started in a time are found by it, whenever they moved on', async () => {
  const q = aWord();
  const [old, recent] = [await started(q), await started(q)];
  const createdAt = new Date(Date.now() - 40 * 86_400_000);
  await database.onboarding.update({ where: { id: old.id }, data: { createdAt } });
  expect(await idsOf({ q, time: '30' })).toEqual([recent.id]);
  expect((await asked({ q, time: '30' })).count).toBe(1);
  expect(await idsOf({ q, time: '90' })).toHaveLength(2);
});

test('pages follow one another without a gap or a repeat, in both orders', async () => {
  const q = aWord();
  const made = [];
  for (let index = 0; index < PROGRAM_PAGE + 3; index += 1) made.push((await started(q)).id);
  await database.onboarding.updateMany({
    where: { id: { in: made.slice(0, 9) } },
    data: { standingSince: new Date('2026-01-01T00:00:00Z') },
  });
  for (const order of ['newest', 'longest']) {
    const first = await asked({ q, order });
    const second = await asked({ q, order, after: first.next! });
    const ids = [...first.rows, ...second.rows].map(({ onboardingId }) => onboardingId);
    expect([new Set(ids).size, second.next, first.count]).toEqual([made.length, undefined, made.length]);
    const [{ next }, otherOrder] = [first, order === 'newest' ? 'longest' : 'newest'];
    await expect(asked({ q, order: otherOrder, after: next! })).rejects.toMatchObject({ code: 'invalid-input' });
  }
  for (const after of ['x', Buffer.from('["now","x"]').toString('base64url')])
    await expect(asked({ after })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('the last verdict is that of the run which was started last and has ended', async () => {
  const q = aWord();
  const { id, tenantId } = await started(q);
  const runs = prismaRuns(database);
  const ended = { status: 'failed', endedAt: new Date('2026-11-21T10:00:00Z') } as const;
  const verdict = async () => (await asked({ q })).rows[0]?.verdict;
  expect(await verdict()).toBeUndefined();
  const first = await runs.insert(tenantId, id, aRun());
  await runs.update(tenantId, first.id, { ...ended, ready: true });
  const second = await runs.insert(tenantId, id, aRun());
  await runs.update(tenantId, second.id, { ...ended, ready: false, blocking: ['x', 'y'] });
  await runs.insert(tenantId, id, aRun());
  expect(await verdict()).toEqual({ endedAt: ended.endedAt, ready: false, problem: 'x' });
});
