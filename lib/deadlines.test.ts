import { randomUUID } from 'node:crypto';
import { addMinutes, addDays, subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { tellDeadlines } from '#lib/notifications/tell-deadlines.ts';
import { expireRequests } from '#lib/onboarding/request-publishing/expire-requests.ts';
import { evidenceExpiring } from '#lib/rules/deadline-notifications.ts';
import { prismaDeadlines } from '#lib/repositories/prisma-deadlines.ts';
import { prismaOnboardings } from '#lib/repositories/prisma-onboardings.ts';
import { prismaOutbox } from '#lib/repositories/prisma-outbox.ts';
import { prismaRuns } from '#lib/repositories/prisma-runs.ts';
import { prismaSubmissions } from '#lib/repositories/prisma-submissions.ts';
import { aFile, aRun, aStart } from '#lib/repositories/records.fixture.ts';
import { testDatabase } from '#lib/repositories/test-database.ts';

const { database } = await testDatabase();
const [onboardings, runs, submissions] = [
  prismaOnboardings(database),
  prismaRuns(database),
  prismaSubmissions(database),
];
const [deadlines, outbox] = [prismaDeadlines(database), prismaOutbox(database)];
const NOW = new Date();
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const REMINDER = 'Payroll: the request expires soon';

const work = async (now = NOW, expiryDays = 60) => {
  await expireRequests({ unanswered: deadlines, submissions, expiryDays }, now);
  return tellDeadlines({ deadlines, validityDays: 14 }, { until: addDays(new Date(), 1), now });
};

async function started() {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  const ann = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const told = async () =>
    (await database.notification.findMany({ where: { tenantId }, orderBy: { at: 'asc' } })).map(({ title }) => title);
  return { tenantId, onboardingId, ann, told };
}

async function withRun(endedAt: Date) {
  const one = await started();
  const { tenantId, onboardingId } = one;
  const verified = async (at: Date) => {
    const { id } = await runs.insert(tenantId, onboardingId, aRun({ startedAt: at }));
    await runs.update(tenantId, id, { status: 'succeeded', ready: true, endedAt: at, verifiedAt: at });
  };
  await verified(endedAt);
  return { ...one, verified };
}

/** Changes were asked for so many days ago. */
async function asked(days: number) {
  const one = await started();
  const { tenantId, onboardingId, ann } = one;
  const { id } = await submissions.open(tenantId, onboardingId, ann);
  const rita = { ...ann, tenantId: 'operator', objectId: 'rita' };
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(tenantId, onboardingId, {
    version: 0,
    to: 'submitted',
    by: ann,
    action: 'submission.submitted',
    submitted,
  });
  await submissions.move(tenantId, onboardingId, {
    version: 1,
    to: 'changes-requested',
    by: rita,
    action: 'submission.changes-requested',
  });
  await database.submission.update({ where: { id }, data: { statusAt: inDays(-days) } });
  await database.notification.deleteMany({ where: { tenantId } });
  const row = () => database.submission.findUniqueOrThrow({ where: { id } });
  return { ...one, submissionId: id, row };
}

test('evidence is told of in its last days, once, and not of a run that a newer one stands for', async () => {
  const [fresh, last, gone, renewed] = [
    await withRun(subDays(NOW, 10)),
    await withRun(subDays(NOW, 12)),
    await withRun(subDays(NOW, 15)),
    await withRun(subDays(NOW, 12)),
  ];
  await renewed.verified(subDays(NOW, 1));
  await work();
  await work();
  expect(await last.told()).toEqual(['Payroll: the evidence expires soon']);
  expect([await fresh.told(), await gone.told(), await renewed.told()]).toEqual([[], [], []]);
});

test('evidence that was handed in needs no hurry', async () => {
  const { tenantId, onboardingId, ann, told } = await withRun(subDays(NOW, 12));
  await submissions.open(tenantId, onboardingId, ann);
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(tenantId, onboardingId, {
    version: 0,
    to: 'submitted',
    by: ann,
    action: 'submission.submitted',
    submitted,
  });
  await work();
  expect(await told()).toEqual([]);
});

test('a token is told of once at each threshold; a new one begins anew', async () => {
  const { tenantId, onboardingId, told } = await started();
  await onboardings.change(tenantId, onboardingId, { tokenEndsAt: addDays(NOW, 14) });
  for (const days of [-1, 0, 1, 11, 12, 15]) await work(addDays(NOW, days));
  expect(await told()).toHaveLength(2);
  await onboardings.change(tenantId, onboardingId, { tokenEndsAt: addDays(NOW, 40) });
  await work(addDays(NOW, 30));
  expect(await told()).toHaveLength(3);
  await onboardings.change(tenantId, onboardingId, { tokenEndsAt: null });
  await work(addDays(NOW, 39));
  expect(await told()).toHaveLength(3);
});

test('where nobody wants to know there is no second go, and what was cut off goes on', async () => {
  const { tenantId, onboardingId, told } = await withRun(subDays(NOW, 12));
  const [evidence] = await deadlines.endingEvidenceForPortal({ after: subDays(NOW, 13), before: subDays(NOW, 11) });
  expect(evidence).toBeDefined();
  const of = { onboardingId, application: 'Payroll', until: NOW };
  const news = ['a', 'b'].map((runId) => ({ onboardingId, telling: evidenceExpiring({ ...of, runId }) }));
  const unwanted = { tenantId, personId: 'ann', kind: 'evidence-expiring', portal: false, mail: false };
  await database.notificationChoice.create({ data: unwanted });
  expect(await deadlines.tellForPortal(news, { until: addDays(NOW, 1) })).toEqual({ areMore: false });
  expect(await deadlines.tellForPortal(news, { until: NOW })).toEqual({ areMore: false });
  await database.notificationChoice.deleteMany({ where: { tenantId } });
  await deadlines.tellForPortal(news, { until: addDays(NOW, 1) });
  expect(await told()).toHaveLength(2);
});

test('changes that nobody works on expire as the portal’s own move, after a reminder, told once, in the history', async () => {
  const { tenantId, onboardingId, row, told, submissionId } = await asked(53);
  for (const days of [0, 1, 6.9]) await work(inDays(days));
  expect([(await row()).status, await told()]).toEqual(['changes-requested', [REMINDER]]);
  for (const days of [8, 9]) await work(inDays(days));
  expect(await row()).toMatchObject({ status: 'expired', version: 3 });
  expect(await told()).toEqual([REMINDER, 'Payroll: the request has expired']);
  const [event] = await database.auditEvent.findMany({
    where: { onboardingId },
    orderBy: { position: 'desc' },
    take: 1,
  });
  expect(event).toMatchObject({ tenantId, actorId: null, actorName: 'The portal', action: 'submission.expired' });
  expect(event?.facts).toMatchObject({ from: 'changes-requested', to: 'expired', days: 61 });
  const open = await database.turn.findMany({ where: { submissionId, endedAt: null } });
  expect(open).toEqual([]);
});

test('after the time was shortened, what was never reminded of is reminded of first and has the usual rest of time', async () => {
  const { row, told } = await asked(50);
  await work();
  expect(await told()).toEqual([]);
  for (const days of [0, 4.9]) await work(inDays(days), 10);
  expect([(await row()).status, await told()]).toEqual(['changes-requested', [REMINDER]]);
  await work(inDays(6), 10);
  expect((await row()).status).toBe('expired');
});

test('a day that was named is not brought forward, and after a longer time was set another one is named', async () => {
  const [shorter, longer] = [await asked(54), await asked(54)];
  await work();
  await work(inDays(5.9), 10);
  expect((await shorter.row()).status).toBe('changes-requested');
  await database.submission.update({ where: { id: shorter.submissionId }, data: { statusAt: NOW } });
  await work(inDays(10), 70);
  expect([(await longer.row()).status, await longer.told()]).toEqual(['changes-requested', [REMINDER, REMINDER]]);
  await work(inDays(18), 70);
  expect((await longer.row()).status).toBe('expired');
});

type Asked = Awaited<ReturnType<typeof asked>>;
const SIGNS: Record<string, (one: Asked) => Promise<unknown>> = {
  field: ({ submissionId }) =>
    database.requestField.create({
      data: { submissionId, name: 'notes', value: 'x', version: 1, byName: 'Ann', at: inDays(1) },
    }),
  message: ({ submissionId }) =>
    database.message.create({
      data: { submissionId, side: 'isv', words: 'Soon', byId: 'ann', byName: 'Ann', at: inDays(1) },
    }),
  'file taken out': ({ submissionId }) =>
    database.upload.create({
      data: {
        ...{ submissionId, ...aFile(), uploadedById: 'ann', uploadedByName: 'Ann' },
        ...{ uploadedAt: inDays(-90), removedAt: inDays(1), content: new Uint8Array([1]) },
      },
    }),
  run: ({ tenantId, onboardingId }) => runs.insert(tenantId, onboardingId, aRun({ startedAt: inDays(1) })),
};

test.each(Object.entries(SIGNS))('a sign of the ISV after the reminder keeps it alive: a %s', async (_sign, make) => {
  const one = await asked(54);
  await work();
  await make(one);
  await work(inDays(8));
  expect([(await one.row()).status, await one.told()]).toEqual(['changes-requested', [REMINDER]]);
});

test.each(Object.entries(SIGNS))('a sign that comes while it is about to expire counts: a %s', async (_sign, make) => {
  const one = await asked(54);
  await work();
  const late: typeof deadlines = {
    ...deadlines,
    async overdueForPortal(query) {
      const found = await deadlines.overdueForPortal(query);
      await make(one);
      return found;
    },
  };
  const outcome = await expireRequests({ unanswered: late, submissions, expiryDays: 60 }, inDays(8));
  expect([outcome.expired, (await one.row()).status]).toEqual([0, 'changes-requested']);
});

test('a sign that comes while the reminder is written makes it unnecessary', async () => {
  const one = await asked(54);
  const late: typeof deadlines = {
    ...deadlines,
    async unremindedForPortal(query) {
      const found = await deadlines.unremindedForPortal(query);
      await SIGNS.message!(one);
      return found;
    },
  };
  await expireRequests({ unanswered: late, submissions, expiryDays: 60 }, NOW);
  expect([(await one.row()).remindedAt, await one.told()]).toEqual([null, []]);
});

test('what reviewers write is no sign of the ISV', async () => {
  const { submissionId, row } = await asked(54);
  await work();
  await database.message.create({
    data: { submissionId, side: 'operator', words: 'Well?', byId: 'rita', byName: 'Rita', at: inDays(1) },
  });
  await work(inDays(8));
  expect((await row()).status).toBe('expired');
});

test('of two workers one takes a mail, and what was taken is given back only by a settled outcome', async () => {
  await database.notification.deleteMany();
  const said = {
    kind: 'message',
    title: 'One',
    words: '',
    href: '/',
    mailState: 'waiting',
    mailTo: 'ann@contoso.example',
  };
  await database.notification.createMany({
    data: [1, 2].map((event) => ({ ...said, tenantId: randomUUID(), personId: 'ann', event: `${event}` })),
  });
  const taken = await Promise.all([1, 2, 3].map(() => outbox.claimForPortal(NOW)));
  const ids = taken.flatMap((one) => (one ? [one.id] : []));
  expect(new Set(ids).size).toBe(2);
  await outbox.saveSentForPortal(ids[0]!, NOW);
  await outbox.giveBackForPortal(ids[0]!, 'too late');
  await outbox.giveBackForPortal(ids[1]!, 'The server was away.');
  expect((await outbox.claimForPortal(NOW))?.id).toBe(ids[1]);
  expect(await outbox.claimForPortal(NOW)).toBeUndefined();
  await outbox.giveBackForPortal(ids[1]!, 'The mailbox is full.', NOW);
  expect(await outbox.claimForPortal(addMinutes(NOW, 4))).toBeUndefined();
  expect((await outbox.claimForPortal(addMinutes(NOW, 6)))?.id).toBe(ids[1]);
});

test('what is old is forgotten, and without mail nothing waits', async () => {
  await database.notification.deleteMany();
  const said = { kind: 'message', title: 'One', words: '', href: '/', tenantId: randomUUID(), personId: 'ann' };
  const waiting = { mailState: 'waiting', mailTo: 'ann@contoso.example' };
  await database.notification.createMany({
    data: [
      { ...said, event: 'old', at: subDays(NOW, 181) },
      { ...said, event: 'new', ...waiting },
    ],
  });
  await outbox.forgetForPortal(subDays(NOW, 180));
  await outbox.dropForPortal();
  expect(await database.notification.findMany()).toMatchObject([{ event: 'new', mailState: 'none', mailTo: null }]);
});
