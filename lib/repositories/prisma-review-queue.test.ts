import { randomUUID } from 'node:crypto';
import { subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { QUEUE_PAGE, QueueQuery } from '#lib/review/queue/contract.ts';
import { expiringBefore } from '#lib/rules/risk-flags.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database } from './database.ts';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaReviewQueue } from './prisma-review-queue.ts';
import { prismaRuns } from './prisma-runs.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aRun, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const submissions = prismaSubmissions(database);
const queue = prismaReviewQueue(database);
const RITA = { tenantId: 'operator', objectId: 'rita', name: 'Rita', username: '' };

type Wanted = { name?: string; tenantName?: string; to?: SubmissionStatus[]; dueAt?: string; capability?: string };

/** Handed in; `word` of its vendor’s name is its own, so that other tests’ requests are not found with it. */
async function handedIn({ name = 'Payroll', tenantName = 'Contoso', to = [], dueAt, capability }: Wanted = {}) {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart({ name, tenantName }));
  const ann = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const { id } = await submissions.open(tenantId, onboardingId, ann);
  const changes = [{ field: 'capabilities', value: capability, base: 0 }];
  if (capability) await submissions.saveFields(tenantId, onboardingId, { changes, by: ann });
  const fieldVersions: Record<string, number> = capability ? { capabilities: 1 } : {};
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions, files: [] };
  await submissions.move(tenantId, onboardingId, { version: 0, to: 'submitted', action: 'x', submitted });
  for (const [index, status] of to.entries())
    await submissions.move(tenantId, onboardingId, { version: index + 1, to: status, action: 'x' });
  if (dueAt) await database.submission.update({ where: { id }, data: { dueAt: new Date(dueAt) } });
  return { id, tenantId, onboardingId };
}

async function asked(query: Record<string, string>, of = queue) {
  const now = new Date();
  const at = { reviewerId: 'rita', now, expiringBefore: expiringBefore(now, 14) };
  const { rows, ...rest } = await of.page(QueueQuery.parse(query), at);
  return { ...rest, rows, ids: rows.map(({ id }) => id) };
}
const aWord = () => `v${randomUUID().slice(0, 8)}`;

test('what waits for the reviewers is shown unless something else is asked for', async () => {
  const word = aWord();
  const waiting = await handedIn({ tenantName: word });
  const back = await handedIn({ tenantName: word, to: ['changes-requested'] });
  const mine = async (query: Record<string, string>) =>
    (await asked({ ...query, q: word })).ids.toSorted((a, b) => a.localeCompare(b));
  expect(await mine({ turn: 'operator' })).toEqual([waiting.id]);
  expect(await mine({ turn: 'isv' })).toEqual([back.id]);
  expect(await mine({ status: 'changes-requested' })).toEqual([back.id]);
  expect(await mine({})).toEqual([waiting.id, back.id].toSorted((a, b) => a.localeCompare(b)));
  expect(QueueQuery.parse({}).turn).toBe('operator');
});

test('it is found by beginnings of words of application and vendor, and of the Submission ID', async () => {
  const word = aWord();
  const { id } = await handedIn({ name: `O'Neill ${word} App-4711`, tenantName: 'Łódź Systems' });
  for (const q of [word, word.slice(0, 6), `${word} o'nei`, `Łód ${word}`, `app-4711 ${word}`, id, id.slice(0, 9)])
    expect((await asked({ q })).ids, q).toContain(id);
  for (const q of [`${word} other`, "'", '&', '\\', '!!']) expect((await asked({ q })).ids, q).not.toContain(id);
});

test('pages follow one another without a gap or a repeat, in every order', async () => {
  const word = aWord();
  const data = Array.from({ length: QUEUE_PAGE + 3 }, (_, index) => ({
    name: `App ${index % 7} ${'応用'.repeat(55)}`,
    tenantName: word,
  }));
  const made = (await Promise.all(data.map(handedIn))).map(({ id }) => id);
  await database.submission.updateMany({ where: { id: { in: made.slice(0, 5) } }, data: { dueAt: null } });
  for (const sort of ['due', 'waiting', 'age', 'name'])
    for (const order of ['asc', 'desc']) {
      const first = await asked({ q: word, sort, order });
      const second = await asked({ q: word, sort, order, after: first.next! });
      expect([first.ids.length, second.ids.length, second.next]).toEqual([QUEUE_PAGE, 3, undefined]);
      expect(new Set([...first.ids, ...second.ids]).size, `${sort} ${order}`).toBe(made.length);
      const otherOrder = { order: order === 'asc' ? 'desc' : 'asc', after: first.next! };
      await expect(asked({ q: word, sort, ...otherOrder })).rejects.toMatchObject({ code: 'invalid-input' });
    }
  expect((await asked({ q: word })).count).toBe(made.length);
});

test('a mark of another order, or that nobody made, is refused', async () => {
  const mark = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [id, refused] = [randomUUID(), { code: 'invalid-input' }];
  const nobodys = [['due/asc', 'x'], ...['age/asc', 'due/desc'].map((order) => [order, '2026-11-21T00:00:00.000Z'])];
  for (const [order, value] of nobodys)
    await expect(asked({ after: mark([`queue/${order}`, value, id]) })).rejects.toMatchObject(refused);
  await expect(asked({ after: 'x' })).rejects.toMatchObject(refused);
  const unkeepable = mark(['queue/name/asc', 'Pay\0roll', id]);
  await expect(asked({ sort: 'name', order: 'asc', after: unkeepable })).rejects.toMatchObject(refused);
});

test('filters: late, capability, risk, assignee', async () => {
  const word = aWord();
  const late = await handedIn({ tenantName: word, dueAt: '2020-01-01T00:00:00Z', capability: 'sso' });
  await handedIn({ tenantName: word });
  await database.submission.update({
    where: { id: late.id },
    data: { riskFlags: ['differences'], assigneeId: 'rita' },
  });
  const each: Record<string, string>[] = [
    { late: 'yes' },
    { capability: 'sso' },
    { risk: 'differences' },
    { assignee: 'me' },
  ];
  for (const query of each) expect((await asked({ ...query, q: word })).ids).toEqual([late.id]);
  expect((await asked({ assignee: 'nobody', q: word })).ids).not.toContain(late.id);
});

test('evidence that is about to end is found until it was decided on', async () => {
  const word = aWord();
  const [waiting, approved] = [
    await handedIn({ tenantName: word }),
    await handedIn({ tenantName: word, to: ['in-review', 'approved'] }),
  ];
  for (const { id, tenantId, onboardingId } of [waiting, approved]) {
    const run = await prismaRuns(database).insert(tenantId, onboardingId, aRun());
    await database.validationRun.update({ where: { id: run.id }, data: { endedAt: subDays(new Date(), 12) } });
    await database.submission.update({ where: { id }, data: { runId: run.id } });
  }
  expect((await asked({ risk: 'evidence-expiring', turn: 'anybody', q: word })).ids).toEqual([waiting.id]);
});

test('another target makes every deadline another one, by the next look at the queue', async () => {
  const word = aWord();
  const { id } = await handedIn({ tenantName: word });
  const due = async () => (await asked({ q: word })).rows[0]!.dueAt!;
  const before = await due();
  const by = { byName: 'Mo', version: 1 };
  await database.setting.create({ data: { name: 'operatorTargetDays', value: 1, ...by } });
  expect((await due()).getTime()).toBeLessThan(before.getTime());
  await database.setting.delete({ where: { name: 'operatorTargetDays' } });
  expect([await due(), id]).toEqual([before, id]);
});

test('the worker counts all deadlines anew, however many there are', async () => {
  const one = await handedIn();
  const stale = () => database.submission.count({ where: { clockKey: 'older' } });
  await database.$executeRaw`
    INSERT INTO "Onboarding" ("id", "tenantId", "tenantName", "name", "createdById", "createdByName", "ruleSet", "updatedAt")
    SELECT gen_random_uuid(), 'many', 'Many', 'App', 'ann', 'Ann', 'x', now() FROM generate_series(1, 1100)`;
  await database.$executeRaw`
    INSERT INTO "Submission" ("id", "onboardingId", "status", "submittedAt", "clockKey")
    SELECT gen_random_uuid(), "id", 'submitted', now(), 'older' FROM "Onboarding" WHERE "tenantId" = 'many'`;
  await queue.page(QueueQuery.parse({}), { reviewerId: 'rita', now: new Date(), expiringBefore: new Date(0) });
  expect(await stale()).toBe(600);
  await queue.countDeadlines({ until: new Date(Date.now() + 60_000) });
  expect(await stale()).toBe(0);
  expect((await database.submission.findUniqueOrThrow({ where: { id: one.id } })).dueAt).toBeInstanceOf(Date);
  await database.onboarding.deleteMany({ where: { tenantId: 'many' } });
});

test('a page of many makes as many queries as a page of one', async () => {
  const word = aWord();
  let queries = 0;
  const counting = database.$extends({
    query: {
      $allOperations: ({ args, query }) => {
        queries += 1;
        return query(args);
      },
    },
  }) as unknown as Database;
  const of = prismaReviewQueue(counting);
  await handedIn({ tenantName: word });
  await asked({ q: word }, of);
  queries = 0;
  await asked({ q: word }, of);
  const ofOne = queries;
  for (let index = 0; index < 5; index += 1) await handedIn({ tenantName: word });
  await asked({ q: word }, of);
  queries = 0;
  expect((await asked({ q: word }, of)).rows).toHaveLength(6);
  expect(queries).toBe(ofOne);
});

test('of two reviewers who take on the same one the second is told, and the history names the first alone', async () => {
  const { id, tenantId, onboardingId } = await handedIn();
  const take = (who: string) =>
    queue.assign([{ id, seenAssigneeId: null }], { id: who, name: who }, { ...RITA, objectId: who, name: who });
  const both = await Promise.all([take('rita'), take('rob')]);
  expect(both.map((ids) => ids.length).toSorted()).toEqual([0, 1]);
  const events = await prismaAuditTrail(database).list(tenantId, onboardingId);
  expect(events.filter(({ action }) => action === 'submission.assigned')).toHaveLength(1);
});

test('one of them is told as the queue tells it', async () => {
  const word = aWord();
  const { id } = await handedIn({ tenantName: word, capability: 'sso' });
  await queue.assign([{ id, seenAssigneeId: null }], { id: 'rita', name: 'Rita' }, RITA);
  const { rows, clocks } = await asked({ q: word });
  const found = await queue.row(id);
  expect(found).toEqual({ row: rows[0], clocks });
  expect(found?.row).toMatchObject({ assignee: { id: 'rita', name: 'Rita' }, turns: [{ side: 'operator' }] });
});

test('a draft is never shown or assigned', async () => {
  const word = aWord();
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart({ tenantName: word }));
  const { id } = await submissions.open(tenantId, onboardingId, RITA);
  expect((await asked({ q: word })).ids).toEqual([]);
  expect(await queue.assign([{ id, seenAssigneeId: null }], { id: 'rita', name: 'Rita' }, RITA)).toEqual([]);
  expect(await queue.row(id)).toBeUndefined();
});
