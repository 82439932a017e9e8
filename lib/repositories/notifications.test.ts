import { randomUUID } from 'node:crypto';
import { subHours } from 'date-fns';
import { expect, test } from 'vitest';
import type { Choice, NotificationKind } from '#lib/rules/notification-kinds.ts';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaKnownPeople } from './prisma-known-people.ts';
import { prismaMessages } from './prisma-messages.ts';
import { prismaNotifications } from './prisma-notifications.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaReviewQueue } from './prisma-review-queue.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const [submissions, messages, people] = [
  prismaSubmissions(database),
  prismaMessages(database),
  prismaKnownPeople(database),
];
const [notifications, audit, queue] = [
  prismaNotifications(database),
  prismaAuditTrail(database),
  prismaReviewQueue(database),
];
const operator = randomUUID();

const person = (tenantId: string, name: string) => ({ tenantId, objectId: `${name}-${tenantId}`, name, username: '' });
type Somebody = ReturnType<typeof person>;
const whoseOf = ({ tenantId, objectId }: Somebody) => ({ tenantId, personId: objectId });
const remember = ({ tenantId, objectId, name }: Somebody, roles: string[] = []) =>
  people.remember({ tenantId, objectId, name, mail: `${name}@${tenantId}.example`, roles });
const rowsOf = (one: Somebody) => database.notification.findMany({ where: whoseOf(one), orderBy: { at: 'asc' } });
const titlesOf = async (one: Somebody) => (await rowsOf(one)).map(({ title }) => title);
const choose = (one: Somebody, kind: NotificationKind, choice: Choice) =>
  notifications.choose(whoseOf(one), [{ kind, ...choice }]);

/** A request of a tenant of its own that was handed in, with its creator, a member, and reviewers. */
async function handedIn() {
  const tenantId = randomUUID();
  const [ann, bob] = [person(tenantId, 'ann'), person(tenantId, 'bob')];
  const [rita, ron] = [person(operator, `rita-${tenantId}`), person(operator, `ron-${tenantId}`)];
  await database.knownPerson.deleteMany({ where: { tenantId: operator } });
  for (const one of [ann, bob]) await remember(one);
  for (const one of [rita, ron]) await remember(one, ['Reviewer']);
  const { id: onboardingId } = await prismaOnboardings(database).insert(
    aStart({ tenantId, createdById: ann.objectId }),
  );
  await prismaOnboardings(database).addMember(tenantId, onboardingId, {
    objectId: bob.objectId,
    name: 'Bob',
    addedByName: 'Ann',
  });
  const { id: submissionId } = await submissions.open(tenantId, onboardingId, ann);
  const submitted = { byId: ann.objectId, byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(tenantId, onboardingId, {
    version: 0,
    to: 'submitted',
    by: ann,
    action: 'submission.submitted',
    submitted,
  });
  const write = (side: 'isv' | 'operator', by: Somebody) =>
    messages.add({ tenantId, onboardingId }, { side, words: 'Hello', by });
  const assign = (to: Somebody, by: Somebody) =>
    queue.assign([{ id: submissionId, seenAssigneeId: null }], { id: to.objectId, name: to.name }, by);
  return { tenantId, onboardingId, submissionId, ann, bob, rita, ron, write, assign };
}

test('a message is told to everybody of the ISV, with a mail each, and to nobody else', async () => {
  const { ann, bob, rita, ron, write, tenantId, onboardingId } = await handedIn();
  await database.notification.deleteMany();
  await write('operator', rita);
  for (const one of [ann, bob]) {
    const [row, ...more] = await rowsOf(one);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      kind: 'message',
      title: `${rita.name} wrote to you about Payroll`,
      mailState: 'waiting',
    });
    expect(row).toMatchObject({
      mailTo: `${one.name}@${tenantId}.example`,
      href: `/onboardings/${onboardingId}/request-publishing`,
    });
  }
  expect([await rowsOf(rita), await rowsOf(ron)]).toEqual([[], []]);
});

test('what is handed in is told to all reviewers without a mail; once somebody has it, to them alone', async () => {
  const { rita, ron, ann, assign, write } = await handedIn();
  for (const one of [rita, ron]) {
    expect(await rowsOf(one)).toMatchObject([
      { kind: 'unassigned', title: 'Contoso handed in Payroll', mailState: 'none' },
    ]);
  }
  await assign(rita, ron);
  expect(await titlesOf(rita)).toEqual(['Contoso handed in Payroll', `${ron.name} gave you Payroll to review`]);
  await write('isv', ann);
  expect(await titlesOf(rita)).toContain('Contoso wrote about Payroll');
  expect(await rowsOf(ron)).toHaveLength(1);
});

test('who does something is not told of it', async () => {
  const { ann, rita, assign } = await handedIn();
  expect(await rowsOf(ann)).toEqual([]);
  await assign(rita, rita);
  expect(await titlesOf(rita)).toEqual(['Contoso handed in Payroll']);
});

test('a reviewer who was not here for a month is not told of what is for all', async () => {
  const { ron, rita, ann, write } = await handedIn();
  await database.notification.deleteMany();
  await database.knownPerson.updateMany({
    where: { objectId: ron.objectId },
    data: { lastSeenAt: subHours(new Date(), 31 * 24) },
  });
  await write('isv', ann);
  expect([await rowsOf(ron), await titlesOf(rita)]).toEqual([[], ['Contoso wrote about Payroll']]);
});

test('what waits for a reviewer who was not here for a month goes to all others, until they are back', async () => {
  const { ron, rita, ann, write, assign } = await handedIn();
  await assign(rita, ron);
  await database.notification.deleteMany();
  await database.knownPerson.updateMany({
    where: { objectId: rita.objectId },
    data: { lastSeenAt: subHours(new Date(), 31 * 24) },
  });
  await write('isv', ann);
  expect([await rowsOf(rita), await titlesOf(ron)]).toEqual([[], ['Contoso wrote about Payroll']]);
  await remember(rita, ['Reviewer']);
  await write('isv', ann);
  expect([await titlesOf(rita), await rowsOf(ron)]).toMatchObject([['Contoso wrote about Payroll'], [{}]]);
});

test('a reviewer who comes back without the role is told of nothing more', async () => {
  const { ron, rita, ann, write, assign } = await handedIn();
  await assign(rita, ron);
  await database.notification.deleteMany();
  await remember(rita);
  await write('isv', ann);
  expect([await rowsOf(rita), await titlesOf(ron)]).toEqual([[], ['Contoso wrote about Payroll']]);
});

test('everybody gets what they chose: neither, the portal alone, or both', async () => {
  const { ann, bob, rita, write } = await handedIn();
  await choose(ann, 'message', { portal: false, mail: false });
  await choose(bob, 'message', { portal: true, mail: false });
  await write('operator', rita);
  expect(await rowsOf(ann)).toEqual([]);
  expect(await rowsOf(bob)).toMatchObject([{ mailState: 'none', mailTo: null }]);
  await choose(ann, 'message', { portal: false, mail: true });
  await write('operator', rita);
  expect(await rowsOf(ann)).toMatchObject([{ mailState: 'waiting' }]);
});

test('many messages are one mail until it is read; of decisions each has its own', async () => {
  const { ann, rita, write, tenantId, onboardingId } = await handedIn();
  for (let count = 0; count < 3; count += 1) await write('operator', rita);
  expect((await rowsOf(ann)).map(({ mailState }) => mailState)).toEqual(['waiting', 'none', 'none']);
  await notifications.markAllRead(whoseOf(ann));
  await write('operator', rita);
  expect((await rowsOf(ann)).at(-1)?.mailState).toBe('waiting');
  for (const action of ['submission.approved', 'submission.published'])
    await audit.record({ tenantId, onboardingId, action, actor: rita });
  expect((await rowsOf(ann)).slice(-2).map(({ mailState }) => mailState)).toEqual(['waiting', 'waiting']);
});

test('of one event nobody is told twice, however often it is noted', async () => {
  const { ann, tenantId, onboardingId } = await handedIn();
  const judged = { tenantId, onboardingId, action: 'run.judged', facts: { runId: 'r1', ready: true } };
  await Promise.all([audit.record(judged), audit.record(judged), audit.record(judged)]);
  expect(await titlesOf(ann)).toEqual(['Payroll: the run is ready']);
});

test('what is rolled back was told to nobody', async () => {
  const { ann, tenantId, onboardingId, rita } = await handedIn();
  const decision = { kind: 'approve', reason: 'Good.' } as const;
  const late = submissions.move(tenantId, onboardingId, {
    version: 0,
    to: 'approved',
    by: rita,
    action: 'submission.approved',
    decision,
  });
  await expect(late).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await rowsOf(ann)).toEqual([]);
});

test('a draft that was never handed in is none of the reviewers’ business', async () => {
  const tenantId = randomUUID();
  const [ann, rita] = [person(tenantId, 'ann'), person(operator, `rita-${tenantId}`)];
  await remember(rita, ['Reviewer']);
  const { id: onboardingId } = await prismaOnboardings(database).insert(aStart({ tenantId }));
  await submissions.open(tenantId, onboardingId, ann);
  await messages.add({ tenantId, onboardingId }, { side: 'isv', words: 'Hello', by: ann });
  expect(await rowsOf(rita)).toEqual([]);
});

test('who never signed in, or signs in as a guest, is told in the portal alone', async () => {
  const { ann, bob, rita, write } = await handedIn();
  await database.knownPerson.deleteMany({ where: { objectId: ann.objectId } });
  await database.knownPerson.updateMany({
    where: { objectId: bob.objectId },
    data: { mail: 'bob_else#EXT#@contoso.example' },
  });
  await write('operator', rita);
  for (const one of [ann, bob]) expect(await rowsOf(one)).toMatchObject([{ mailState: 'none', mailTo: null }]);
});

test('several that are given at one go are told once', async () => {
  const [one, other] = [await handedIn(), await handedIn()];
  const { rita, ron } = other;
  const both = [one, other].map(({ submissionId: id }) => ({ id, seenAssigneeId: null }));
  await queue.assign(both, { id: rita.objectId, name: rita.name }, ron);
  const given = (await rowsOf(rita)).filter(({ kind }) => kind === 'assignment');
  expect(given).toMatchObject([{ title: '2 submissions were given to you', href: '/review?assignee=me' }]);
});

test('pages follow one another without a gap; another’s are not there, and a mark that nobody made is refused', async () => {
  const { ann, bob, rita, write, tenantId } = await handedIn();
  for (let count = 0; count < 5; count += 1) await write('operator', rita);
  const at = new Date();
  await database.notification.updateMany({ where: whoseOf(ann), data: { at } });
  const first = await notifications.list(whoseOf(ann), { limit: 3 });
  const second = await notifications.list(whoseOf(ann), { limit: 3, after: first.next });
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5);
  expect(second.next).toBeUndefined();
  const other = { tenantId: randomUUID(), personId: ann.objectId };
  expect((await notifications.list(other, { limit: 3 })).rows).toEqual([]);
  await expect(notifications.list(whoseOf(ann), { limit: 3, after: 'made-up' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(notifications.markRead(whoseOf(bob), first.rows[0]!.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(notifications.markRead({ ...other, tenantId }, randomUUID())).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('read stays read since the first time, one by one or all', async () => {
  const { ann, bob, rita, write } = await handedIn();
  for (let count = 0; count < 3; count += 1) await write('operator', rita);
  const [first] = await rowsOf(ann);
  await notifications.markRead(whoseOf(ann), first!.id);
  const readAt = (await rowsOf(ann))[0]?.readAt;
  await notifications.markRead(whoseOf(ann), first!.id);
  expect((await rowsOf(ann))[0]?.readAt).toEqual(readAt);
  expect([
    await notifications.countUnread(whoseOf(ann), 100),
    await notifications.countUnread(whoseOf(ann), 1),
  ]).toEqual([2, 1]);
  await notifications.markAllRead(whoseOf(ann));
  expect([
    await notifications.countUnread(whoseOf(ann), 100),
    await notifications.countUnread(whoseOf(bob), 100),
  ]).toEqual([0, 3]);
});
