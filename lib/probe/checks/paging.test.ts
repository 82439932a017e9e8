import { expect, test } from 'vitest';
import { writing } from '../engine/context.ts';
import { passed } from '../engine/verdict.ts';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { answers, mistakes, refuses, tells, verdictWhen, type Wrong } from '../wrong-server.fixture.ts';
import { PAGING_CHECKS } from './paging.ts';

const LIST = /^GET \/Users\?/;
const WITHOUT_GROUPS = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09', 'P11', 'P12', 'P13'];
/** A check that makes users, so that there are pages. */
const SOMEBODY = ['F17'];
/** Stands in for the check that a group can be made. */
const groups = { checks: [writing('G01', async () => passed(''), { needs: [], phase: 'first' }), ...PAGING_CHECKS] };

test('a right endpoint passes every paging check, and keeps none of the users made for them', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([...WITHOUT_GROUPS, ...SOMEBODY]);
  const results = report.results.filter(({ id }) => id.startsWith('P'));
  expect(results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(results.map(({ id }) => id).toSorted()).toEqual(WITHOUT_GROUPS);
  expect(verdictOf(report, 'P05')).toBe('passed: 3 pages with 11 different users.');
  expect(report.leftovers).toEqual([]);
});

const ignores = (name: string, on = LIST): Wrong => mistakes(on, (url) => url.searchParams.delete(name));
const says = (on: RegExp, words: object): Wrong => tells(on, (body) => ({ ...body, ...words }));

const WRONG: [id: string, server: string, Wrong | Wrong[], verdict: string][] = [
  ['P01', 'ignores count', ignores('count'), 'failed: count=5 brings 1'],
  ['P01', 'counts its page', tells(LIST, countsThePage), 'failed: totalResults is 5, but there are at least 11 users.'],
  ['P02', 'ignores startIndex', ignores('startIndex'), 'failed: startIndex=6 is answered with the startIndex 1.'],
  ['P02', 'has no second page', says(/startIndex=6&/, { Resources: [] }), 'failed: startIndex=6 brings nobody.'],
  ['P03', 'repeats count', says(/count=5/, { itemsPerPage: 100 }), 'failed: itemsPerPage is 100 with 5 Resources.'],
  [
    'P03',
    'repeats count on the last page',
    says(/startIndex=11&/, { itemsPerPage: 5 }),
    'failed: itemsPerPage is 5 with 1',
  ],
  ['P04', 'ignores startIndex', ignores('startIndex'), 'failed: 5 users are on the first page and on the second.'],
  ['P04', 'changes on the way', says(/startIndex=6&/, { totalResults: 99 }), 'not-verifiable: totalResults changed'],
  [
    'P05',
    'ignores startIndex',
    ignores('startIndex'),
    'failed: totalResults is 11; the pages bring 5 different users, 10',
  ],
  ['P05', 'counts its page', tells(LIST, countsThePage), 'failed: totalResults is 5, but there are at least 11 users.'],
  ['P05', 'ignores count', ignores('count'), 'failed: count=5 brings 11 users.'],
  [
    'P05',
    'counts anew on each page',
    tells(LIST, countsWhatIsLeft),
    'failed: totalResults changed from page to page: 11,',
  ],
  ['P05', 'is used by others', tells(LIST, grows()), 'not-verifiable: totalResults changed from page to page'],
  ['P05', 'has very many users', says(LIST, { totalResults: 3001 }), 'not-verifiable: 3001 users are too many for 30'],
  ['P05', 'knows no attributes', refuses(/attributes=id/, 400), 'passed: 3 pages with 11 different users.'],
  ['P06', 'reads 0 as all', ignores('count', /count=0/), 'failed: count=0 brings 3 users.'],
  [
    'P06',
    'then counts nobody',
    says(/count=0/, { totalResults: 0 }),
    'failed: totalResults is 0 with count=0, and 3 with',
  ],
  ['P07', 'refuses 0', refuses(/startIndex=0/, 400), 'failed: GET /Users?startIndex=0 was HTTP 400.'],
  [
    'P07',
    'echoes -5',
    says(/startIndex=-5/, { startIndex: -5 }),
    'failed: startIndex=-5 is answered with the startIndex -5.',
  ],
  ['P08', 'fails on -1', refuses(/count=-1/, 500), 'failed: The answer was HTTP 500.'],
  ['P08', 'reads -1 as all', ignores('count', /count=-1/), 'failed: count=-1 brings 3 users.'],
  ['P09', 'begins again', ignores('startIndex', /count=5/), 'failed: startIndex=1003 of 3 users brings 3.'],
  ['P09', 'answers 404', refuses(/startIndex=1003/, 404), 'failed: The answer was HTTP 404.'],
  ['P11', 'refuses it', refuses(/count=100000/, 400), 'failed: The answer was HTTP 400.'],
  ['P12', 'does not sort', ignores('sortBy'), 'failed: ascending: the users a, b and c come as b, c, a.'],
  ['P12', 'knows no sw', refuses(/ sw /, 400), 'not-verifiable: The users to be sorted were not found by a filter'],
  [
    'P12',
    'does not offer it',
    says(/^GET \/Service/, { sort: { supported: false } }),
    'untried: /ServiceProviderConfig',
  ],
  ['P13', 'does not offer it', refuses(/\.search/, 404), 'untried: Not offered: HTTP 404.'],
  ['P13', 'finds nobody', answers(/\.search/, 200, { totalResults: 0 }), 'failed: totalResults is 0 for one user.'],
  ['P13', 'fails on it', refuses(/\.search/, 500), 'failed: The answer was HTTP 500.'],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(await verdictWhen([id, ...SOMEBODY], wrong)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});

test('without users, the edges of paging are not verifiable', async () => {
  expect(await verdictWhen('P08', [])).toBe('not-verifiable: There are no users to be paged through.');
});

test('P10 passes on a right endpoint', async () => {
  expect(await verdictWhen('P10', [], groups)).toBe('passed: 2 groups from startIndex 2.');
});

test.each([
  [
    'ignores startIndex',
    ignores('startIndex', /^GET \/Groups/),
    'failed: startIndex=2 is answered with the startIndex 1.',
  ],
  ['ignores count', ignores('count', /^GET \/Groups/), 'failed: count=2 brings 3 groups.'],
])('P10 of a server that %s', async (_server, wrong, verdict) => {
  expect(await verdictWhen('P10', wrong, groups)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});

function countsThePage(body: Record<string, unknown>) {
  return { ...body, totalResults: (body.Resources as unknown[]).length };
}

function countsWhatIsLeft(body: Record<string, unknown>) {
  return { ...body, totalResults: Number(body.totalResults) - Number(body.startIndex) + 1 };
}

/** Each answer counts one user more. */
function grows() {
  let more = 0;
  return (body: Record<string, unknown>) => ({ ...body, totalResults: Number(body.totalResults) + (more += 1) });
}
