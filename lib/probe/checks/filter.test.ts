import { expect, test } from 'vitest';
import { openSampleApp } from '../sample-app.fixture.ts';
import { answers, mistakes, refuses, tells, verdictWhen, type Wrong } from '../wrong-server.fixture.ts';

const FILTER = /\?filter=/;

test('a right endpoint passes every filter check', async () => {
  const { probe } = await openSampleApp();
  const ids = Array.from({ length: 17 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
  const report = await probe(ids);
  const results = report.results.filter(({ id }) => id.startsWith('F'));
  expect(results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(results.map(({ id }) => id)).toEqual(ids);
});

const nobody = (on: RegExp): Wrong => tells(on, (body) => ({ ...body, totalResults: 0, Resources: [] }));
const everybody = (on: RegExp): Wrong => mistakes(on, (url) => url.searchParams.delete('filter'));

const WRONG: [id: string, server: string, Wrong | Wrong[], verdict: string][] = [
  ['F01', 'finds nobody', nobody(FILTER), 'failed: The filter userName eq "probe-'],
  ['F01', 'ignores filters and has one user', tells(FILTER, otherUser), 'failed: The filter userName eq "probe-'],
  ['F02', 'answers 404', refuses(FILTER, 404), 'failed: The answer was HTTP 404.'],
  [
    'F02',
    'lists no number',
    tells(FILTER, (body) => ({ ...body, totalResults: '0' })),
    'failed: The answer is no List',
  ],
  ['F02', 'ignores filters', tells(FILTER, otherUser), 'failed: totalResults is 1 with 1 Resources for a userName'],
  ['F03', 'compares userNames with their case', nobody(/PROBE-/), 'failed: The filter userName eq "PROBE-'],
  ['F03', 'cannot filter at all', refuses(FILTER, 501), 'blocked: It needs F01.'],
  ['F04', 'wants userName in its case', refuses(/USERNAME/, 400), 'failed: The filter USERNAME eq "probe-'],
  ['F05', 'wants operators in small letters', refuses(/ Eq /, 400), 'failed: The filter userName Eq "probe-'],
  ['F06', 'cannot find by externalId', nobody(/externalId/), 'failed: The filter externalId eq "probe-'],
  ['F07', 'knows no value paths', refuses(/emails\[/, 400), 'failed: The filter emails[type eq "work"].value eq "'],
  ['F08', 'cannot find by e-mail', nobody(/emails\./), 'failed: The filter emails.value eq "probe-'],
  ['F09', 'ignores the second condition', ignoresActive(), 'failed: totalResults is 1 with 1 Resources by "… and'],
  ['F09', 'knows no and', refuses(/ and /, 400), 'failed: "… and active eq true" was HTTP 400.'],
  ['F10', 'cannot find by id', refuses(/filter=id/, 400), 'failed: The filter id eq "'],
  ['F11', 'knows no full names', refuses(/filter=urn/, 400), 'failed: The filter urn:ietf:params:scim:schemas:core'],
  ['F12', 'takes any operator', answers(/ zz /, 200, { totalResults: 0 }), 'failed: The answer was HTTP 200.'],
  ['F12', 'says nothing of the filter', refuses(/ zz /, 400), 'failed: The 400 has the scimType absent.'],
  [
    'F13',
    'knows neither sw nor not',
    refuses(/ sw | not /, 400),
    'failed: These do not find the user: sw: HTTP 400; not',
  ],
  [
    'F14',
    'ignores what it does not know',
    everybody(/probeUnknown/),
    'failed: It returns everybody: totalResults is 2',
  ],
  ['F14', 'fails on it', refuses(/probeUnknown/, 500), 'failed: The answer was HTTP 500.'],
  ['F14', 'finds nobody by it', answers(/probeUnknown/, 200, { totalResults: 0 }), 'passed: It matches nobody.'],
  ['F15', 'reads + as a plus sign', nobody(/userName\+eq/), 'failed: The filter with "+": totalResults is 0'],
  [
    'F16',
    'ignores the case of externalId',
    tells(/-ID"/, otherUser),
    'failed: totalResults is 1 with 1 Resources by an',
  ],
  ['F16', 'cannot find by externalId', refuses(/externalId/, 400), 'blocked: It needs F06.'],
  [
    'F17',
    'writes numbers as texts',
    tells(/count=1/, (body) => ({ ...body, startIndex: '1' })),
    'failed: startIndex is "1"',
  ],
  ['F17', 'leaves schemas out', tells(/count=1/, (body) => ({ ...body, schemas: [] })), 'failed: schemas has no urn:'],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});

test('where users cannot have e-mails, finding them by e-mail is not verifiable', async () => {
  const wrong = refuses(/^POST \/Users .*"emails"/, 400);
  expect(await verdictWhen('F07', wrong)).toMatch(/^not-verifiable: The users of this probe/);
});

test('a whole list needs neither startIndex nor itemsPerPage', async () => {
  const wrong = tells(/count=1/, ({ schemas }) => ({
    schemas,
    totalResults: 2,
    Resources: [{ id: '1' }, { id: '2' }],
  }));
  expect(await verdictWhen('F17', wrong)).toMatch(/^passed/);
});

function otherUser(body: object) {
  return { ...body, totalResults: 1, Resources: [{ id: 'somebody' }] };
}

function ignoresActive(): Wrong {
  return mistakes(/ and active /, (url) => {
    url.searchParams.set('filter', (url.searchParams.get('filter') ?? '').replace(/ and active.*/, ''));
  });
}
