import { expect, test } from 'vitest';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaConfirmations } from './prisma-confirmations.ts';
import { prismaLooks } from './prisma-looks.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const checked = prismaConfirmations(database);
const reviewer = (objectId: string) => ({ tenantId: 'operator', objectId, name: objectId, username: '' });

async function inReview() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const submissions = prismaSubmissions(database);
  const { id } = await submissions.open(tenantId, onboardingId, reviewer('ann'));
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(tenantId, onboardingId, { version: 0, to: 'submitted', action: 'x', submitted });
  await submissions.move(tenantId, onboardingId, { version: 1, to: 'in-review', action: 'x', by: reviewer('rita') });
  const confirm = (by: string, given: { version?: number; isConfirmed?: boolean; number?: number } = {}) =>
    checked.confirmForOperator({
      ...{ submissionId: id, item: 'logo.brand', title: 'The logos', words: 'Seen.', mark: 'm' },
      ...{ action: 'checklist.confirmed', refuse: () => undefined, by: reviewer(by) },
      ...{ number: 1, version: 0, isConfirmed: true, ...given },
    });
  const approve = (versions: Record<string, number>) =>
    submissions.move(tenantId, onboardingId, {
      ...{ version: 2, to: 'approved', action: 'x', by: reviewer('rita'), checked: { number: 1, versions } },
      decision: { kind: 'approve', reason: 'Good.' },
    });
  const history = () => prismaAuditTrail(database).list(tenantId, onboardingId);
  return { id, confirm, approve, history };
}

test('of two reviewers who confirm at once the second is told who was first, and one event is written', async () => {
  const { id, confirm, history } = await inReview();
  const both = await Promise.allSettled([confirm('rita'), confirm('rob')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const [kept, ...others] = await checked.listForOperator(id, 1);
  expect([kept?.version, others]).toEqual([1, []]);
  await expect(confirm(kept!.byName === 'rita' ? 'rob' : 'rita')).rejects.toThrow(`${kept!.byName} has confirmed this`);
  expect((await history()).filter(({ action }) => action === 'checklist.confirmed')).toHaveLength(1);
});

test('pressed twice it is kept once; the words stand in no history', async () => {
  const { id, confirm, history } = await inReview();
  await confirm('rita');
  await confirm('rita');
  expect(await checked.listForOperator(id, 1)).toMatchObject([{ version: 1, words: 'Seen.' }]);
  expect(JSON.stringify(await history())).not.toContain('Seen.');
});

test('of another handing in than the newest nothing is confirmed', async () => {
  const { confirm } = await inReview();
  await expect(confirm('rita', { number: 2 })).rejects.toMatchObject({ code: 'version-conflict' });
});

test('what was taken back meanwhile keeps the request from being approved', async () => {
  const { confirm, approve } = await inReview();
  await confirm('rita');
  await confirm('rob', { version: 1, isConfirmed: false });
  await expect(approve({ 'logo.brand': 1 })).rejects.toMatchObject({ code: 'version-conflict' });
  expect((await approve({ 'logo.brand': 2 })).status).toBe('approved');
});

test('a look is each reviewer’s own and never goes back in time', async () => {
  const { id } = await inReview();
  const looks = prismaLooks(database);
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
  await looks.remember(id, 'rita', { seenUntil: at(9), visitedAt: at(10) });
  await looks.remember(id, 'rita', { seenUntil: at(8), visitedAt: at(11) });
  expect(await looks.last(id, 'rita')).toEqual({ seenUntil: at(9), visitedAt: at(11) });
  expect(await looks.last(id, 'rob')).toBeUndefined();
});
