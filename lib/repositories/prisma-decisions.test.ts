import { expect, test } from 'vitest';
import type { Move } from '#lib/onboarding/request-publishing/ports.ts';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaDecisions, prismaDecisionsTold } from './prisma-decisions.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const submissions = prismaSubmissions(database);
const decisions = prismaDecisions(database);
const reviewer = (objectId: string) => ({ tenantId: 'operator', objectId, name: objectId, username: '' });

async function inReview() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const { id } = await submissions.open(tenantId, onboardingId, reviewer('ann'));
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  const move = (change: Move) => submissions.move(tenantId, onboardingId, change);
  await move({ version: 0, to: 'submitted', action: 'x', submitted });
  await move({ version: 1, to: 'in-review', action: 'x', by: reviewer('rita') });
  const history = async () => prismaAuditTrail(database).list(tenantId, onboardingId);
  return { id, tenantId, onboardingId, move, history };
}
const approve = (by: string): Move => ({
  ...{ version: 2, to: 'approved', action: 'submission.approved', by: reviewer(by) },
  decision: { kind: 'approve', reason: `Good, says ${by}.` },
});
const escalate: Move = {
  ...{ version: 2, to: 'in-review', action: 'submission.escalated', by: reviewer('rita') },
  decision: { kind: 'escalate', reason: 'I know them.' },
};

test('of two who decide at once one decides, and nothing of the other is kept', async () => {
  const { id, move, history } = await inReview();
  const both = await Promise.allSettled([move(approve('rita')), move(approve('rob'))]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const [decision, ...others] = await decisions.listForOperator(id);
  expect(others).toEqual([]);
  expect(decision).toMatchObject({ kind: 'approve', number: 1 });
  expect((await history()).filter(({ action }) => action === 'submission.approved')).toHaveLength(1);
});

test('a second opinion that is asked for frees the request for somebody else, and its status and clock stay', async () => {
  const { id, move } = await inReview();
  const before = await database.submission.update({
    where: { id },
    data: { assigneeId: 'rita', assigneeName: 'Rita' },
  });
  await move(escalate);
  const after = await database.submission.findUniqueOrThrow({ where: { id } });
  expect(after).toMatchObject({ status: 'in-review', statusAt: before.statusAt, dueAt: before.dueAt, version: 3 });
  expect([after.assigneeId, await decisions.escalationForOperator(id)]).toEqual([
    null,
    { byId: 'rita', byName: 'rita' },
  ]);
});

test('why a second opinion is asked for is kept for reviewers, and stands in no history', async () => {
  const { id, move, history } = await inReview();
  await move(escalate);
  expect((await decisions.listForOperator(id))[0]?.reason).toBe('I know them.');
  expect(JSON.stringify(await history())).not.toContain('I know them.');
});

test('with the decision the second opinion is given', async () => {
  const { id, move } = await inReview();
  await move(escalate);
  await move({ ...approve('rob'), version: 3 });
  expect(await decisions.escalationForOperator(id)).toBeUndefined();
});

test('the ISV is told the newest decision with its reason, never why a second opinion was asked for', async () => {
  const { move, tenantId, onboardingId } = await inReview();
  const told = prismaDecisionsTold(database);
  await move(escalate);
  expect(await told.newest(tenantId, onboardingId)).toBeUndefined();
  await move({ ...approve('rob'), version: 3 });
  expect(await told.newest(tenantId, onboardingId)).toMatchObject({ kind: 'approve', reason: 'Good, says rob.' });
  expect(await told.newest('fabrikam', onboardingId)).toBeUndefined();
});
