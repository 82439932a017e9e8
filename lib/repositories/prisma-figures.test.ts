import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CountScope } from '#lib/program/ports.ts';
import type { Prisma } from './generated/client.ts';
import { prismaFigures } from './prisma-figures.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aRun, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const figures = prismaFigures(database);
const NOW = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

/** Counts only what belongs to a cohort of the test's own. */
async function ofTenants(...tenantIds: string[]): Promise<CountScope> {
  const tenants = tenantIds.map((tenantId) => ({ tenantId, tenantName: 'T', addedByName: 'Mo' }));
  const { id } = await database.cohort.create({
    data: { name: randomUUID(), createdByName: 'Mo', tenants: { create: tenants } },
  });
  return { now: NOW, cohort: id, stuckSince: daysAgo(7), mostStuck: 50, weeks: 8 };
}

async function started(daysBefore: number, steps: Record<string, number> = {}) {
  const { id, tenantId } = await prismaOnboardings(database).insert(aStart());
  await database.onboarding.update({ where: { id }, data: { createdAt: daysAgo(daysBefore) } });
  const rows = Object.entries(steps).map(([step, days]) => ({ onboardingId: id, step, completedAt: daysAgo(days) }));
  await database.completedStep.createMany({ data: rows });
  return { onboardingId: id, tenantId };
}

async function ran(onboardingId: string, run: Partial<Prisma.ValidationRunUncheckedCreateInput>) {
  const data = { ...aRun(), onboardingId, status: 'succeeded', runName: randomUUID(), startedAt: daysAgo(3), ...run };
  await database.validationRun.create({ data: data as Prisma.ValidationRunUncheckedCreateInput });
}
const result = (test: string, verdict: string) => ({ test, title: test, verdict });

test('the funnel and the time in each step count the onboardings of the cohort alone', async () => {
  const one = await started(20, { 'check-requirements': 19, 'create-application': 17 });
  const other = await started(20, { 'check-requirements': 17 });
  await started(20, { 'check-requirements': 1 });
  const { stages, stepTimes } = await figures.count(await ofTenants(one.tenantId, other.tenantId));
  expect(Object.fromEntries(stages.map(({ stage, onboardings }) => [stage, onboardings]))).toEqual({
    ...{ started: 2, 'check-requirements': 2, 'create-application': 1, submitted: 0, published: 0 },
  });
  const requirements = stepTimes.find(({ step }) => step === 'check-requirements');
  expect(requirements).toEqual({ step: 'check-requirements', onboardings: 2, medianHours: 48, p90Hours: 67.2 });
});

test('what was started before the time that is asked for is left out', async () => {
  const [early, late] = [await started(100), await started(10)];
  const scope = await ofTenants(early.tenantId, late.tenantId);
  const { stages } = await figures.count({ ...scope, after: daysAgo(30) });
  expect(stages.find(({ stage }) => stage === 'started')?.onboardings).toBe(1);
});

test('who is stuck comes with the newest run’s problem, unless it went well', async () => {
  const [broken, mended, moving] = [await started(30), await started(20), await started(2)];
  await ran(broken.onboardingId, { ready: false, blocking: ['active is a string'], endedAt: daysAgo(9) });
  await ran(mended.onboardingId, { ready: false, blocking: ['it was slow'], startedAt: daysAgo(19) });
  await ran(mended.onboardingId, { ready: true, startedAt: daysAgo(18), endedAt: daysAgo(18) });
  const { stuck } = await figures.count(await ofTenants(broken.tenantId, mended.tenantId, moving.tenantId));
  expect(stuck.total).toBe(2);
  expect(stuck.rows.map(({ onboardingId, failures }) => [onboardingId, failures])).toEqual([
    [broken.onboardingId, [{ of: 'run', words: 'active is a string', at: daysAgo(9) }]],
    [mended.onboardingId, []],
  ]);
});

test('what failed or was not proven is counted for each test and template, what was skipped is not', async () => {
  const { onboardingId, tenantId } = await started(10);
  const tests = [result('Create', 'passed'), result('Update', 'failed'), result('Delete', 'skipped')];
  await ran(onboardingId, { ready: false, endedAt: daysAgo(3), tests });
  await ran(onboardingId, { ready: false, endedAt: daysAgo(2), tests: [result('Update', 'not-proven')] });
  const { failures } = await figures.count(await ofTenants(tenantId));
  const template = 'own-consumption-1.0';
  expect(failures.sort((a, b) => a.test.localeCompare(b.test))).toEqual([
    { template, test: 'Create', testTitle: 'Create', judged: 1, failed: 0 },
    { template, test: 'Update', testTitle: 'Update', judged: 2, failed: 2 },
  ]);
});

test('the first judged run of each onboarding decides, whatever came later', async () => {
  const [one, other] = [await started(10), await started(10)];
  await ran(one.onboardingId, { ready: false, startedAt: daysAgo(5), endedAt: daysAgo(5) });
  await ran(one.onboardingId, { ready: true, startedAt: daysAgo(4), endedAt: daysAgo(4) });
  await ran(other.onboardingId, { ready: true, startedAt: daysAgo(4), endedAt: daysAgo(4) });
  const { firstRuns } = await figures.count(await ofTenants(one.tenantId, other.tenantId));
  expect(firstRuns).toEqual({ onboardings: 2, passed: 1 });
});

test('causes of probes are counted by how many onboardings have them', async () => {
  const { onboardingId, tenantId } = await started(10);
  const probe = { onboardingId, tenantId, endpoint: 'https://scim.example', tags: [], mayWrite: true };
  const by = { startedById: 'ann', startedByName: 'Ann', endedAt: daysAgo(1) };
  await database.probe.createMany({
    data: [
      { ...probe, ...by, causes: ['no-filter', 'no-paging'] },
      { ...probe, ...by, causes: ['no-filter'] },
    ],
  });
  const { causes } = await figures.count(await ofTenants(tenantId));
  expect(causes).toEqual([
    { cause: 'no-filter', onboardings: 1, probes: 2 },
    { cause: 'no-paging', onboardings: 1, probes: 1 },
  ]);
});

test('the review queue knows what waits, how long decisions took, and what came in by week', async () => {
  const { onboardingId, tenantId } = await started(20);
  const submitted = { onboardingId, status: 'changes-requested', submittedAt: daysAgo(10) };
  const { id: submissionId } = await database.submission.create({ data: submitted });
  const evidence = { submissionId, sha256: 'x', content: '{}', redactions: [], byName: 'Ann' };
  await database.evidence.create({ data: { ...evidence, number: 1, at: daysAgo(10) } });
  const decision = { submissionId, reason: 'Fix it', number: 1, byId: 'rita', byName: 'Rita' };
  await database.decision.create({ data: { ...decision, kind: 'request-changes', at: daysAgo(8) } });
  await database.decision.create({ data: { ...decision, kind: 'escalate', at: daysAgo(9) } });
  const { review } = await figures.count(await ofTenants(tenantId));
  expect(review).toMatchObject({ waiting: 0, withIsv: 1, decisions: 1, medianHoursToDecide: 48 });
  expect(review.weeks).toEqual([{ ago: 1, arrived: 1, decided: 1 }]);
});

test('nothing at all is counted as nothing', async () => {
  const { stuck, firstRuns, review } = await figures.count(await ofTenants(randomUUID()));
  expect([stuck, firstRuns]).toEqual([
    { total: 0, rows: [] },
    { onboardings: 0, passed: 0 },
  ]);
  expect(review).toEqual({ waiting: 0, withIsv: 0, decisions: 0, weeks: [] });
});
