import { expect, test } from 'vitest';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { foundation } from '#lib/services/foundation.ts';
import { MAIL_NOTIFICATIONS } from '#lib/services/notification-jobs.ts';
import { graph, portal } from './portal.fixture.ts';
import { everyRoute } from './route-list.fixture.ts';
import { aWholeOnboarding } from './whole-onboarding.fixture.ts';

const { call, consent, emulator } = await portal();
const { admin, noDirectoryRole } = SEED.contoso.personas;
const { reviewer1, programManager } = SEED.operator.personas;
const routes = await everyRoute();
const handler = (title: string) => routes.find((route) => route.title === title)!.handler;
const read = (as: Persona, query = '') => call(handler('GET /notifications'), { as, query });
const unread = async (as: Persona) => (await call(handler('GET /notifications/unread'), { as })).body.count;
const choices = (as: Persona) => call(handler('GET /notifications/choices'), { as });
const choose = (as: Persona, chosen: unknown[]) =>
  call(handler('PATCH /notifications/choices'), { as, method: 'PATCH', body: { choices: chosen } });
const markRead = (as: Persona, notificationId?: string) =>
  notificationId
    ? call(handler('POST /notifications/[notificationId]/read'), { as, method: 'POST', params: { notificationId } })
    : call(handler('POST /notifications/read'), { as, method: 'POST' });
const mailOnce = () => MAIL_NOTIFICATIONS.handle({}, new AbortController().signal);
type Shown = { notifications: { id: string; title: string; isRead: boolean; href: string }[] };

/** A reviewer writes to the ISV, whose administrator has been here before. */
async function written() {
  await consent(admin, graph('User.Read'));
  await foundation().database.notification.deleteMany();
  const ids = await aWholeOnboarding(admin);
  await markRead(admin);
  for (const as of [admin, reviewer1]) await call(handler('GET /me'), { as });
  const params = { submissionId: ids.submissionId };
  const body = { words: 'Good morning.' };
  const sent = await call(handler('POST /review/submissions/[submissionId]/messages'), { as: reviewer1, params, body });
  expect(sent.status).toBe(200);
  return ids;
}

test('what a reviewer writes is told to the ISV, until it is read', async () => {
  const { onboardingId } = await written();
  const { notifications } = (await read(admin)).body as Shown;
  const [first] = notifications;
  expect(first).toMatchObject({ isRead: false, href: `/onboardings/${onboardingId}/request-publishing` });
  expect(first?.title).toBe(`${reviewer1.displayName} wrote to you about Payroll`);
  expect(await unread(admin)).toBe(1);
  expect((await markRead(admin, first?.id)).body).toEqual({ count: 0, isMoreThanCounted: false });
  expect(((await read(admin)).body as Shown).notifications[0]?.isRead).toBe(true);
});

test('nobody else reads it or marks it, in the same tenant or in another', async () => {
  await written();
  const [first] = ((await read(admin)).body as Shown).notifications;
  for (const other of [noDirectoryRole, SEED.fabrikam.personas.admin, reviewer1, programManager]) {
    expect(JSON.stringify((await read(other)).body)).not.toContain('wrote to you');
    expect(await markRead(other, first?.id)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await markRead(other);
  }
  expect(await unread(admin)).toBe(1);
});

test('a page that nobody made is refused', async () => {
  expect(await read(admin, '?after=made-up')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
});

test('the mail has the words and the link of its copy, and is sent once', async () => {
  const { onboardingId } = await written();
  const before = emulator.mail.list(admin.userPrincipalName).length;
  await Promise.all([mailOnce(), mailOnce()]);
  await mailOnce();
  const [mail, ...earlier] = emulator.mail.list(admin.userPrincipalName);
  expect(earlier).toHaveLength(before);
  expect(mail?.subject).toBe(`${reviewer1.displayName} wrote to you about Payroll`);
  expect(mail?.text).toContain(`http://localhost:3000/onboardings/${onboardingId}/request-publishing`);
  expect(mail?.text).not.toContain('Good morning.');
});

test('mail that is refused by its server is kept as failed, and its copy stays', async () => {
  emulator.mail.refuse([admin.userPrincipalName]);
  await written();
  await mailOnce();
  emulator.mail.refuse([]);
  const row = await foundation().database.notification.findFirst({ where: { kind: 'message', mailState: 'failed' } });
  expect(row?.mailProblem).toContain('no such mailbox');
  expect(await unread(admin)).toBe(1);
});

test('everybody chooses among what they can be told of; a mail brings its copy', async () => {
  const kindsOf = async (as: Persona) =>
    ((await choices(as)).body.choices as { kind: string }[]).map(({ kind }) => kind);
  expect(await kindsOf(programManager)).toEqual(['allow-list']);
  expect(await kindsOf(reviewer1)).not.toContain('run-finished');
  const chosen = (await choose(noDirectoryRole, [{ kind: 'message', portal: false, mail: true }])).body;
  expect(chosen.choices).toContainEqual({ kind: 'message', portal: true, mail: true });
  expect(chosen).toMatchObject({ isMailSetUp: true, mailTo: noDirectoryRole.userPrincipalName });
  expect((await choose(noDirectoryRole, [{ kind: 'gossip', portal: true, mail: true }])).status).toBe(400);
});

test('who wants no mail gets none', async () => {
  await choose(admin, [{ kind: 'message', portal: true, mail: false }]);
  const before = emulator.mail.list(admin.userPrincipalName).length;
  await written();
  await mailOnce();
  expect(emulator.mail.list(admin.userPrincipalName)).toHaveLength(before);
  expect(await unread(admin)).toBe(1);
  await foundation().database.notificationChoice.deleteMany();
});
