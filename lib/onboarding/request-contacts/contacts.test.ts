import { addDays, subMinutes } from 'date-fns';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { fakeMail } from '#lib/platform/mail.fixture.ts';
import { ANN, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import { askContact, MOST_ADDRESSES_AN_HOUR, readConfirmations } from './ask-contact.ts';
import { confirmContact, readInvitation } from './confirm-contact.ts';
import { fakeContacts } from './fakes.ts';
import { mailContact } from './mail-contact.ts';

const EMAIL = 'support@contoso.example';

function setUp({ status = 'draft', isMailSetUp = true } = {}) {
  const onboarding = anOnboarding();
  const audit = fakeAuditTrail();
  const contacts = fakeContacts({ tenantId: onboarding.tenantId, onboardingId: onboarding.id, status }, audit);
  const { directory } = fakeDirectory();
  const server = fakeMail();
  const ports = { onboardings: fakeOnboardings([onboarding]), directory, isMailSetUp, ...contacts };
  const mailing = { ...contacts, mail: server.mail, portalUrl: 'https://portal.example', tokenKey: 'key' };
  const ask = (email = EMAIL, person = ANN) => askContact(ports, { person, onboardingId: onboarding.id, email });
  const work = () => mailContact(mailing, contacts.jobs.at(-1)!);
  const tokens = () => server.mails.map(({ text }) => /#(\S+)/.exec(text)![1]!);
  const state = async () => {
    const { confirmations } = await readConfirmations(ports, { person: ANN, onboardingId: onboarding.id });
    return confirmations[0]?.state;
  };
  const history = async () => (await audit.list(onboarding.tenantId, onboarding.id)).map(({ action }) => action);
  return { ...contacts, server, ports, ask, work, tokens, state, history };
}

test('an address is asked by mail, and confirmed by its link', async () => {
  const { ask, work, tokens, ports, state, history } = setUp();
  expect(await ask()).toMatchObject({ state: 'sending' });
  await work();
  expect(await state()).toBe('sent');
  const [token = ''] = tokens();
  expect(await readInvitation(ports, token)).toMatchObject({ state: 'open', application: 'Payroll', email: EMAIL });
  expect(await confirmContact(ports, token)).toMatchObject({ state: 'confirmed' });
  expect(await confirmContact(ports, token)).toMatchObject({ state: 'confirmed' });
  expect(await history()).toEqual(['request.contact-confirmed', 'request.contact-asked']);
});

test('a job that is run again sends nothing, or the same link under the same id', async () => {
  const { ask, work, server, tokens, rows } = setUp();
  await ask();
  await work();
  await work();
  expect(server.mails).toHaveLength(1);
  // The worker was lost between the mail and the note of it.
  delete rows[0]!.sentAt;
  await work();
  expect(new Set(tokens()).size).toBe(1);
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
});

test('asked again within ten minutes of a mail nothing is sent; later a new link is, and the old one is dead', async () => {
  const { ask, work, tokens, rows, jobs, ports } = setUp();
  await ask();
  await ask();
  expect(jobs).toHaveLength(1);
  rows[0]!.requestedAt = subMinutes(new Date(), 9);
  await work();
  await ask();
  expect(jobs).toHaveLength(1);
  rows[0]!.requestedAt = subMinutes(new Date(), 11);
  await ask();
  expect(jobs).toHaveLength(2);
  await work();
  const [first = '', second = ''] = tokens();
  expect(await readInvitation(ports, first)).toEqual({ state: 'invalid' });
  expect(await readInvitation(ports, second)).toMatchObject({ state: 'open' });
});

test('a link is good for seven days', async () => {
  const { ask, work, tokens, ports } = setUp();
  await ask();
  await work();
  const later = (days: number) => ({ ...ports, now: () => addDays(new Date(), days) });
  expect(await readInvitation(later(6), tokens()[0]!)).toMatchObject({ state: 'open' });
  expect(await confirmContact(later(8), tokens()[0]!)).toEqual({ state: 'invalid' });
});

test('the hash of the token alone is kept, and another address needs a confirmation of its own', async () => {
  const { ask, work, tokens, rows } = setUp();
  await ask();
  await work();
  expect(JSON.stringify(rows)).not.toContain(tokens()[0]);
  expect(await ask('other@contoso.example')).toMatchObject({ state: 'sending' });
  expect(rows).toHaveLength(2);
});

test('a server that is away is tried again, and says so meanwhile', async () => {
  const { ask, work, server, state, rows } = setUp();
  await ask();
  server.state.answer = new AppError('upstream-unavailable', 'The mail server could not be reached.');
  await expect(work()).rejects.toMatchObject({ code: 'upstream-unavailable' });
  expect(rows[0]?.problem).toBe('The mail server could not be reached. It is tried again.');
  server.state.answer = 'sent';
  await work();
  expect(await state()).toBe('sent');
});

test('an address that is refused is told, and not tried again', async () => {
  const { ask, work, server, state } = setUp();
  await ask();
  server.state.answer = 'There is no such mailbox.';
  await work();
  expect(await state()).toBe('failed');
});

test('names in a mail become neither lines nor links', async () => {
  const { ask, work, server, rows } = setUp();
  await ask();
  rows[0]!.application = 'Pay\r\nBcc: x@y\u2028roll https://evil.example';
  await work();
  expect(server.mails[0]?.text).not.toMatch(/^Bcc:|https:\/\/evil/m);
  expect(server.mails[0]?.subject).not.toMatch(/[\r\n\u2028]/);
});

test('nobody writes to everybody', async () => {
  const { ask } = setUp();
  for (let count = 0; count < MOST_ADDRESSES_AN_HOUR; count += 1) await ask(`p${count}@contoso.example`);
  await expect(ask()).rejects.toMatchObject({ code: 'too-many-requests' });
});

test('without a mail server, after handing in, and for another tenant nothing is asked', async () => {
  await expect(setUp({ isMailSetUp: false }).ask()).rejects.toMatchObject({ code: 'conflict' });
  await expect(setUp({ status: 'submitted' }).ask()).rejects.toMatchObject({ code: 'conflict' });
  await expect(setUp().ask(EMAIL, EVE)).rejects.toMatchObject({ code: 'not-found' });
});
