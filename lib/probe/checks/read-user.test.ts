import { expect, test } from 'vitest';
import { openSampleApp } from '../sample-app.fixture.ts';
import { answers, mistakes, refuses, tells, verdictWhen, type Wrong } from '../wrong-server.fixture.ts';

const READ = /^GET \/Users\/[^?]+ /;
const UNKNOWN = /^GET \/Users\/00000000/;

test('a right endpoint passes every check of reading a user', async () => {
  const { probe } = await openSampleApp();
  const ids = ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07'];
  const results = (await probe(ids)).results.filter(({ id }) => id.startsWith('R'));
  expect(results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(results.map(({ id }) => id).sort()).toEqual(ids);
});

const ignores = (name: string): Wrong => mistakes(/\?/, (url) => url.searchParams.delete(name));
const patched = (status: number): Wrong => refuses(/^PATCH /, status);

const WRONG: [id: string, server: string, Wrong | Wrong[], verdict: string][] = [
  [
    'R01',
    'answers somebody else',
    tells(READ, (body) => ({ ...body, id: 'other' })),
    'failed: The user that was answered',
  ],
  ['R01', 'does not find it', refuses(READ, 404), 'failed: The answer was HTTP 404.'],
  ['R02', 'answers 200 to unknown ids', answers(UNKNOWN, 200, {}), 'failed: The answer was HTTP 200.'],
  [
    'R02',
    'fails on unknown ids',
    answers(UNKNOWN, 500, '<html>'),
    'failed: The answer was HTTP 500 with an HTML page.',
  ],
  ['R03', 'answers 200 to unknown ids', answers(UNKNOWN, 200, {}), 'blocked: It needs R02.'],
  ['R03', 'has no error body', answers(UNKNOWN, 404, ''), 'failed: The 404 has no SCIM error body.'],
  [
    'R03',
    'writes a number',
    tells(UNKNOWN, (body) => ({ ...body, status: 404 })),
    'failed: Its status is the number 404',
  ],
  ['R04', 'hides disabled users', [patched(204), refuses(READ, 404)], 'failed: Reading the user with active false was'],
  ['R04', 'hides them from filters', emptyLists(), 'failed: GET shows the user, but a filter by userName finds 0.'],
  [
    'R04',
    'shows a text',
    tells(READ, (body) => ({ ...body, active: 'False' })),
    'failed: The user is there, but GET shows',
  ],
  ['R04', 'refuses the PATCH', patched(400), 'not-verifiable: active could not be set to false: HTTP 400.'],
  [
    'R04',
    'ignores the PATCH',
    patched(200),
    'not-verifiable: PATCH of active was accepted, but the user stays active.',
  ],
  ['R05', 'answers everything', ignores('attributes'), 'failed: The answer also has '],
  ['R05', 'refuses the parameter', refuses(/\?attributes=/, 400), 'failed: The answer was HTTP 400.'],
  [
    'R05',
    'forgets userName',
    answers(/\?attributes=/, 200, { id: '1' }),
    'failed: userName itself is not in the answer.',
  ],
  [
    'R06',
    'answers everything',
    ignores('excludedAttributes'),
    'failed: excludedAttributes=emails: emails is in the answer',
  ],
  [
    'R06',
    'leaves all out',
    answers(/\?excluded/, 200, { id: '1' }),
    'failed: excludedAttributes=emails: userName is left out',
  ],
  [
    'R07',
    'writes dates alone',
    tells(READ, onlyDates),
    'failed: meta.created is "2026-01-01"; meta.lastModified is absent.',
  ],
  ['R07', 'does not find it', refuses(READ, 404), 'blocked: It needs R01.'],
  ['R07', 'has no meta', tells(READ, (body) => ({ ...body, meta: undefined })), 'failed: meta.created is absent'],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});

test('R06 takes another attribute where a user shows no e-mails', async () => {
  const noEmails = tells(READ, (body) => ({ ...body, emails: undefined }));
  expect(await verdictWhen('R06', noEmails)).toBe('passed: name was left out, userName was not.');
});

function emptyLists(): Wrong {
  return tells(/filter=/, (body) => ({ ...body, totalResults: 0, Resources: [] }));
}

function onlyDates(body: object) {
  return { ...body, meta: { resourceType: 'User', created: '2026-01-01' } };
}
