import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import {
  answers,
  mistakes,
  reads,
  refuses,
  tells,
  verdictWhen,
  wrongly,
  type Json,
  type Wrong,
} from '../wrong-server.fixture.ts';
import { GROUP_CHECKS } from './groups.ts';
import { GROUP_MEMBER_CHECKS } from './group-members.ts';

const GROUP_IDS = [...GROUP_CHECKS, ...GROUP_MEMBER_CHECKS].flatMap(({ ids }) => ids);
const list = (...ids: string[]) => ({ totalResults: ids.length, Resources: ids.map((id) => ({ id })) });
const CREATE = /^POST \/Groups /;
const READ = /^GET \/Groups\/[^?]+ /;
const BY_NAME = /^GET .*displayName eq/;
const IGNORES_EXCLUDED = mistakes(/excludedAttributes/, ({ searchParams }) =>
  searchParams.delete('excludedAttributes'),
);
/** Answers with another status where it should be this one. */
const instead = (on: RegExp, right: number, wrong: number): Wrong => ({
  on,
  answer: (answer) => (answer.status === right ? { ...answer, status: wrong, text: '' } : answer),
});

test('a right endpoint passes every check of groups, and nothing is left', async () => {
  const { probe } = await openSampleApp();
  const { results, leftovers } = await probe(GROUP_IDS);
  expect(results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(results.filter(({ id }) => id.startsWith('G'))).toHaveLength(31);
  expect(leftovers).toEqual([]);
});

const without = (name: string) => (body: Json) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

test.each<[string, string, Wrong, RegExp]>([
  ['G01', 'groups are refused', refuses(CREATE, 500), /^failed: .*HTTP 500/],
  ['G01', 'creating answers 200', answers(CREATE, 200), /^failed: .*HTTP 200/],
  ['G31', 'a strange schema is refused', refuses(/ADSCIM/, 400), /^failed: .*HTTP 400/],
  [
    'G02',
    'names are not unique',
    reads(CREATE, (body) => ({ ...body, displayName: `probe ${Math.random()}` })),
    /^failed: A second group/,
  ],
  ['G02', 'a taken name answers 400', instead(CREATE, 409, 400), /^failed: .*HTTP 400/],
  ['G03', 'excludedAttributes is ignored', IGNORES_EXCLUDED, /^failed: The group came with its member/],
  [
    'G03',
    'more than members is left out',
    tells(/excludedAttributes/, without('displayName')),
    /^failed: More than the members/,
  ],
  ['G04', 'excludedAttributes is ignored', IGNORES_EXCLUDED, /^failed: The group came with its member/],
  ['G04', 'filters are ignored', answers(BY_NAME, 200, list('x', 'y')), /^failed: totalResults is 2/],
  ['G05', 'nobody found answers 404', refuses(BY_NAME, 404), /^failed: .*HTTP 404/],
  ['G05', 'filters are ignored', answers(BY_NAME, 200, list('x', 'y')), /^failed: totalResults is 2/],
  ['G06', 'names are compared exactly', answers(/displayName eq "PROBE/, 200, list()), /^failed: totalResults is 0/],
  ['G07', 'externalId cannot be filtered', refuses(/externalId eq/, 400), /^failed: .*HTTP 400/],
  [
    'G07',
    'externalId is changed',
    tells(READ, (body) => ({ ...body, externalId: 'other' })),
    /^failed: externalId was sent as/,
  ],
  ['G08', 'a new name is ignored', refuses(/^PATCH/, 204), /^failed: The PATCH was accepted, yet/],
  ['G08', 'a new name is refused', refuses(/^PATCH/, 501), /^failed: The PATCH was HTTP 501/],
  ['G21', 'deleting answers 200', answers(/^DELETE/, 200), /^failed: DELETE was HTTP 200/],
  ['G21', 'a deleted group is still there', answers(READ, 200, { id: 'x' }), /^failed: GET after it was HTTP 200/],
  ['G21', 'deleting twice answers 204', answers(/^DELETE/, 204), /^failed: The second DELETE was HTTP 204/],
  ['G22', 'an unknown group answers 500', refuses(READ, 500), /^failed: .*HTTP 500/],
  ['G22', 'an unknown group answers without SCIM', answers(READ, 404, {}), /^failed: The 404 has no SCIM error/],
  [
    'G23',
    'a name is made up',
    reads(CREATE, (body) => ({ displayName: 'made up', ...body })),
    /^failed: A group without a displayName/,
  ],
  ['G23', 'no name answers 500', instead(CREATE, 400, 500), /^failed: .*HTTP 500/],
])('%s fails where %s', async (id, _how, wrong, expected) => {
  expect(await verdictWhen(id, wrong)).toMatch(expected);
});

test('without groups one check says so, and what needs them is blocked', async () => {
  const { probe, http } = await openSampleApp();
  const report = await probe(GROUP_IDS, { http: wrongly(http, refuses(/\/(Groups|Schemas)/, 404)) });
  expect(verdictOf(report, 'G01')).toBe(
    'failed: The endpoint has no groups: POST /Groups was HTTP 404; /Schemas has no Group either.',
  );
  const rest = report.results.filter(({ id }) => GROUP_IDS.includes(id as 'G01') && id !== 'G01');
  expect(new Set(rest.map(({ verdict }) => verdict))).toEqual(new Set(['blocked']));
});
