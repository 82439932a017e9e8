import { expect, test } from 'vitest';
import { judgeLink, type PageSeen } from './link-verdict.ts';

const URL_ = 'https://docs.acme.example/scim';
const WORDS = 'Overview of SCIM provisioning with Acme. Contact our support team. '.repeat(10);
const GUIDE = `<title>SCIM guide</title><h1>Set up</h1><p>${WORDS}</p>`;
const page = (changes: Partial<PageSeen> = {}): PageSeen => ({
  ...{ url: URL_, status: 200, contentType: 'text/html; charset=utf-8', text: GUIDE },
  ...changes,
});
const points = (changes: Partial<PageSeen>, asked = URL_) => judgeLink(asked, page(changes)).failed.map(({ id }) => id);

test('a public page is good, with the topics it covers', () => {
  expect(judgeLink(URL_, page())).toEqual({
    ...{ outcome: 'good', failed: [], warnings: [], words: 104 },
    topics: ['introduction', 'support'],
  });
});

test.each([
  ['that is not there', { status: 404 }, ['dead']],
  ['that answers something else', { status: 405 }, ['dead']],
  ['that redirects for ever', { status: 302 }, ['dead']],
  ['for some only', { status: 401 }, ['public']],
  ['that is forbidden', { status: 403 }, ['public']],
  ['behind Microsoft’s sign-in', { url: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize' }, ['public']],
  ['behind the host’s own sign-in', { url: 'https://docs.acme.example/users/sign_in?next=scim' }, ['public']],
  ['that asks for a password', { text: '<title>Acme</title><input type="password">' }, ['public']],
  ['that is a sign-in', { text: '<title>Sign in to Acme</title><button>Go on</button>' }, ['public']],
  ['that is a picture', { contentType: 'image/png' }, ['content-type']],
  ['that goes on without https', { url: 'http://docs.acme.example/scim' }, ['https']],
])('a page %s is refused for that', (_what, changes, expected) => {
  expect(points(changes)).toEqual(expected);
});

test('a link without https is refused, on this machine alone it is taken', () => {
  expect(points({}, 'http://docs.acme.example/scim')).toEqual(['https']);
  const local = 'http://localhost:4404/docs';
  expect(points({ url: local }, local)).toEqual([]);
});

test('documentation that speaks of signing in, or shows the field, is documentation', () => {
  expect(points({ text: `<title>Sign in with Microsoft</title><p>${WORDS.repeat(3)}</p>` })).toEqual([]);
  expect(points({ text: `${GUIDE}<p>${WORDS.repeat(6)}</p><form><input type="password"></form>` })).toEqual([]);
});

test.each([500, 503, 429])('HTTP %d says nothing about the page', (status) => {
  expect(judgeLink(URL_, page({ status }))).toMatchObject({ outcome: 'away', failed: [{ id: 'away' }] });
});

test('a page that scripts build, one about something else, and a PDF are taken with a word', () => {
  expect(judgeLink(URL_, page({ text: '<div id="root"></div><script src="x.js"></script>' })).warnings).toHaveLength(1);
  expect(judgeLink(URL_, page({ text: '<p>We bake bread.</p>'.repeat(40) })).warnings[0]).toContain(
    'Nothing on the page',
  );
  expect(judgeLink(URL_, page({ contentType: 'application/pdf', text: '%PDF' }))).toMatchObject({ outcome: 'good' });
});
