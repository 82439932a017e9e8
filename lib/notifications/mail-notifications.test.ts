import { addDays, addMinutes, subMinutes } from 'date-fns';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { fakeMail } from '#lib/platform/mail.fixture.ts';
import { fakeOutbox } from './fakes.ts';
import { mailNotifications } from './mail-notifications.ts';

function setUp() {
  const server = fakeMail();
  const box = fakeOutbox();
  const ports = { outbox: box.outbox, mail: server.mail, portalUrl: 'https://portal.example:3000' };
  const work = (now?: Date) =>
    mailNotifications(now ? { ...ports, now: () => now } : ports, { until: addMinutes(now ?? new Date(), 1) });
  return { ...box, server, work };
}
const away = (details: object) => new AppError('upstream-unavailable', 'The mail server is away.', { ...details });

test('what waits is mailed with its link, each under an id of its own', async () => {
  const { add, work, server, rows } = setUp();
  const one = add('Payroll is approved');
  add('Rita wrote to you');
  expect(await work()).toBe('done');
  expect(server.mails.map(({ subject }) => subject)).toEqual(['Payroll is approved', 'Rita wrote to you']);
  expect(server.mails[0]?.text).toContain('\nhttps://portal.example:3000/onboardings/onb/request-publishing\n');
  expect(server.mails[0]?.messageId).toBe(`<notification.${one.id}@portal.example>`);
  expect(rows.map(({ mailState }) => mailState)).toEqual(['sent', 'sent']);
});

test('worked on again nothing is sent twice', async () => {
  const { add, work, server } = setUp();
  add('Payroll is approved');
  await Promise.all([work(), work()]);
  await work();
  expect(server.mails).toHaveLength(1);
});

test('a mail whose worker was lost while it was sent is not sent again: nobody knows whether it left', async () => {
  const { add, work, server } = setUp();
  const one = add('Payroll is approved');
  Object.assign(one, { mailState: 'sending', mailedAt: subMinutes(new Date(), 5) });
  await work();
  expect([one.mailState, server.mails]).toEqual(['sending', []]);
  await work(addMinutes(new Date(), 20));
  expect([one.mailState, server.mails]).toEqual(['failed', []]);
});

test('a server that surely took nothing is asked again, and nothing more is tried meanwhile', async () => {
  const { add, work, server, rows } = setUp();
  add('One');
  add('Other');
  server.state.answer = away({ isUnsent: true });
  expect(await work()).toBe('away');
  expect(rows.map(({ mailState }) => mailState)).toEqual(['waiting', 'waiting']);
  server.state.answer = 'sent';
  await work();
  expect(server.mails).toHaveLength(2);
});

test('a connection that was lost half-way may have been enough: not sent again', async () => {
  const { add, work, server } = setUp();
  const one = add('One');
  server.state.answer = away({ isUnsent: false });
  await work();
  expect(one).toMatchObject({ mailState: 'failed', problem: expect.stringContaining('not known') });
  server.state.answer = 'sent';
  await work();
  expect(server.mails).toEqual([]);
});

test('an address that is refused fails alone', async () => {
  const { add, work, server, rows } = setUp();
  add('One');
  server.state.answer = 'There is no such mailbox.';
  expect(await work()).toBe('done');
  expect(rows).toMatchObject([{ mailState: 'failed', problem: 'There is no such mailbox.' }]);
});

test('a mailbox that takes nothing just now keeps nobody waiting, and is tried again minutes later', async () => {
  const { add, work, server, rows } = setUp();
  const now = new Date();
  add('One');
  server.state.answer = away({ isUnsent: true, isOfThisMail: true });
  expect(await work(now)).toBe('done');
  add('Other');
  server.state.answer = 'sent';
  expect(await work(now)).toBe('done');
  expect(rows.map(({ mailState }) => mailState)).toEqual(['waiting', 'sent']);
  await work(addMinutes(now, 6));
  expect(rows.map(({ mailState }) => mailState)).toEqual(['sent', 'sent']);
});

test('what waited for days is news no more', async () => {
  const { add, work, server } = setUp();
  const one = add('One');
  await work(addDays(new Date(), 3));
  expect([one.mailState, server.mails]).toEqual(['failed', []]);
});
