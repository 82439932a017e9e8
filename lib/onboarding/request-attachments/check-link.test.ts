import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import { attachmentsOf } from './attachments.ts';
import { checkLink, MOST_LOOKS_AN_HOUR } from './check-link.ts';
import { LinkCheckView } from './contract.ts';
import { fakeLinkChecks, fakeUploads } from './fakes.ts';
import type { PageAnswer } from './ports.ts';

const URL_ = 'https://docs.acme.example/scim';
const GOOD = {
  ...{ url: URL_, status: 200, headers: { 'content-type': 'text/html' }, truncated: false, durationMs: 12 },
  text: `<p>${'Overview of SCIM provisioning. '.repeat(30)}</p>`,
};
const AWAY = new AppError('upstream-unavailable', 'docs.acme.example could not be reached (no connection).');

function setUp(status = 'draft', now = () => new Date()) {
  const onboarding = anOnboarding();
  const of = { tenantId: onboarding.tenantId, onboardingId: onboarding.id };
  const audit = fakeAuditTrail();
  const linkChecks = fakeLinkChecks({ ...of, status }, audit);
  const uploads = fakeUploads({ ...of, status }, audit);
  let answer: PageAnswer | Error = GOOD;
  const readPage = async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { directory } = fakeDirectory();
  const ports = { onboardings: fakeOnboardings([onboarding]), directory, linkChecks, readPage, now };
  const check = async (next: PageAnswer | Error, person = ANN, url = URL_) => {
    answer = next;
    return LinkCheckView.parse(await checkLink(ports, { person, onboardingId: onboarding.id, url }));
  };
  const kept = async () => (await attachmentsOf({ uploads, linkChecks }, of)).links;
  return { check, kept, audit, of };
}

test('what a look showed is kept, and stands in the history', async () => {
  const { check, kept, audit, of } = setUp();
  expect(await check(GOOD)).toMatchObject({ look: { outcome: 'good', status: 200, durationMs: 12 } });
  expect(await kept()).toMatchObject([{ url: URL_, look: { outcome: 'good', topics: ['introduction'] } }]);
  expect(await audit.list(of.tenantId, of.onboardingId)).toMatchObject([
    { action: 'request.link-checked', facts: { url: URL_, outcome: 'good' } },
  ]);
});

test('a host that is away, however often, does not undo what was seen before', async () => {
  const { check } = setUp();
  await check(GOOD);
  await check(AWAY);
  const again = await check(new AppError('upstream-timeout', 'docs.acme.example did not answer in time.'));
  expect(again).toMatchObject({
    look: { outcome: 'away', failed: [{ got: 'docs.acme.example did not answer in time.' }] },
    earlier: { outcome: 'good' },
  });
});

test('a page that is bad now is bad, whatever it was before', async () => {
  const { check, kept } = setUp();
  await check(GOOD);
  const now = await check({ ...GOOD, status: 404 });
  expect(now.look.outcome).toBe('bad');
  expect(now.earlier).toBeUndefined();
  expect(await kept()).toHaveLength(1);
});

test('a private address is a bad link, in plain words', async () => {
  const { check } = setUp();
  const refused = new AppError('address-refused', '10.0.0.7 cannot be called: it leads to a private network.');
  expect(await check(refused)).toMatchObject({ look: { outcome: 'bad', failed: [{ id: 'address' }] } });
});

test('once the reviewers have the request no link is looked at; of another tenant there is none', async () => {
  await expect(setUp('in-review').check(GOOD)).rejects.toMatchObject({ code: 'conflict' });
  await expect(setUp().check(GOOD, EVE)).rejects.toMatchObject({ code: 'not-found' });
});

test('a link that holds a secret is neither looked at nor kept', async () => {
  const { check, kept } = setUp();
  const looking = check(GOOD, ANN, `${URL_}?access_token=k7Gq2-Zp81mVtRw0Lx`);
  await expect(looking).rejects.toThrow('The link looks as if it held a secret in an address.');
  expect(await kept()).toEqual([]);
});

test('so many looks an hour, whatever they show; then it says when the next is possible', async () => {
  let now = new Date('2026-11-21T10:00:00Z');
  const { check, audit, of } = setUp('draft', () => now);
  await check(GOOD);
  now = new Date('2026-11-21T10:20:30Z');
  for (let count = 1; count < MOST_LOOKS_AN_HOUR; count += 1) await check(AWAY);
  await expect(check(GOOD)).rejects.toMatchObject({
    code: 'too-many-requests',
    message: '30 links were checked within an hour. The next can be checked in 40 minutes.',
    details: { retryAfterSeconds: 2_370 },
  });
  expect(await audit.list(of.tenantId, of.onboardingId)).toHaveLength(MOST_LOOKS_AN_HOUR);
  now = new Date('2026-11-21T11:00:00Z');
  await check(GOOD);
  await expect(check(GOOD)).rejects.toMatchObject({ details: { retryAfterSeconds: 1_230 } });
});
