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
import { PATCH_OP } from '../engine/calls.ts';
import { GROUP_MEMBER_CHECKS } from './group-members.ts';

type Operation = { op: string; path?: string; value?: unknown };
const PATCH_GROUP = /^PATCH \/Groups\//;
const operationsOf = (body: unknown) => (body as { Operations: Operation[] }).Operations;

/** PATCH of a group, its operations understood wrongly. */
const patchOf = (change: (operations: Operation[]) => Operation[]): Wrong =>
  reads(PATCH_GROUP, (body) => ({ ...body, Operations: change(operationsOf(body)) }));
const eachOf = (change: (operation: Operation) => Operation): Wrong => patchOf((all) => all.map(change));
const isAdd = ({ op }: Operation) => op === 'Add';
const NOTHING: Operation = { op: 'replace', path: 'externalId', value: 'x' };
const dropped = (isMeant: (operation: Operation) => boolean) => eachOf((one) => (isMeant(one) ? NOTHING : one));
const first = (value: unknown) => (value as unknown[]).slice(0, 1);
const groupsRead = (change: (body: Json) => unknown) => tells(/^GET \/Groups\/[^?]+( |\?)/, change);
const usersRead = (change: (body: Json) => unknown) => tells(/^GET \/Users\/[^?]+ /, change);
const members = (body: Json) => (body.members ?? []) as { value: string }[];
const BY_MEMBER = /members eq/;
/** Answers PUT as if it added. */
const PUT_ADDS: Wrong = {
  on: /^PUT/,
  request: (request) => ({
    ...request,
    method: 'PATCH',
    body: JSON.stringify({
      schemas: [PATCH_OP],
      Operations: [{ op: 'add', path: 'members', value: members(JSON.parse(request.body!)) }],
    }),
  }),
  answer: (answer) => ({ ...answer, status: 200 }),
};
const KEEPS_USERS: Wrong = { on: /^DELETE \/Users/, request: (request) => ({ ...request, method: 'GET' }) };

const HOW: [string, string, Wrong, RegExp][] = [
  ['G09', 'adding is ignored', dropped(isAdd), /^failed: Accepted, but of the members: 1 of 1 missing/],
  ['G09', 'adding is refused', refuses(PATCH_GROUP, 400), /^failed: The PATCH was HTTP 400/],
  [
    'G10',
    'only the first of several is added',
    eachOf((one) => (isAdd(one) ? { ...one, value: first(one.value) } : one)),
    /^failed: .*3 of 4 missing/,
  ],
  ['G11', 'only the last operation counts', patchOf((all) => all.slice(-1)), /^failed: .*3 of 4 missing/],
  [
    'G12',
    'a member is listed twice',
    groupsRead((body) => ({ ...body, members: [...members(body), ...members(body)] })),
    /^failed: It is listed 2 times/,
  ],
  [
    'G13',
    'the value of a removal is ignored',
    eachOf((one) => (one.op === 'Remove' ? { ...one, value: undefined } : one)),
    /^failed: .*2 of 2 missing/,
  ],
  [
    'G13',
    'a removal with a value does nothing',
    dropped(({ op, value }) => op === 'Remove' && value !== undefined),
    /^failed: .*1 there that must not be/,
  ],
  [
    'G14',
    'a filtered removal does nothing',
    dropped(({ path }) => path !== 'members'),
    /^failed: .*1 there that must not be/,
  ],
  [
    'G14',
    'a filtered removal removes all',
    eachOf((one) => (one.op === 'Remove' ? { ...one, path: 'members' } : one)),
    /^failed: .*2 of 2 missing/,
  ],
  [
    'G15',
    'only the first is removed',
    eachOf((one) => (one.op === 'Remove' ? { ...one, value: first(one.value) } : one)),
    /^failed: .*1 there that must not be/,
  ],
  [
    'G16',
    'a removal without a value does nothing',
    dropped(({ op }) => op === 'Remove'),
    /^failed: .*2 there that must not be/,
  ],
  [
    'G17',
    'replacing adds',
    eachOf((one) => (one.op === 'Replace' ? { ...one, op: 'Add' } : one)),
    /^failed: .*1 there that must not be/,
  ],
  ['G17', 'replacing is refused', refuses(/^PATCH .*Replace/, 400), /^failed: The PATCH was HTTP 400/],
  ['G18', 'without a path nothing happens', dropped(({ path }) => path === undefined), /^failed: .*1 of 1 missing/],
  ['G19', 'an unknown member breaks it', refuses(/^PATCH/, 500), /^failed: .*HTTP 500/],
  ['G20', 'members cannot be filtered', refuses(BY_MEMBER, 400), /^failed: The filter with a member was HTTP 400/],
  [
    'G20',
    'the filter finds nobody',
    answers(BY_MEMBER, 200, { totalResults: 0, Resources: [] }),
    /^failed: .*totalResults is 0/,
  ],
  [
    'G20',
    'half of the filter is ignored',
    mistakes(BY_MEMBER, ({ searchParams }) =>
      searchParams.set('filter', searchParams.get('filter')!.replace(/ and.*/, '')),
    ),
    /^failed: The filter finds the group for a user who is no member/,
  ],
  [
    'G24',
    'members have no $ref',
    groupsRead((body) => ({ ...body, members: members(body).map(({ value }) => ({ value })) })),
    /^failed: The member's \$ref is absent/,
  ],
  [
    'G24',
    'members are named otherwise',
    groupsRead((body) => ({ ...body, members: members(body).map(({ value }) => ({ $ref: `/Users/${value}` })) })),
    /^failed: The member's value is undefined/,
  ],
  [
    'G25',
    'users do not name their groups',
    usersRead((body) => ({ ...body, groups: undefined })),
    /^failed: The user has no groups/,
  ],
  [
    'G26',
    'only 20 arrive',
    eachOf((one) => ({ ...one, value: (one.value as unknown[]).slice(0, 20) })),
    /^failed: .*80 of 100 missing/,
  ],
  ['G26', 'so many are refused', refuses(PATCH_GROUP, 413), /^failed: The PATCH was HTTP 413/],
  ['G27', 'only the first operation counts', patchOf((all) => all.slice(0, 1)), /^failed: .*1 there that must not be/],
  ['G28', 'deleting a user keeps it in the list', KEEPS_USERS, /^failed: .*1 there that must not be/],
  ['G29', '200 comes without the group', answers(/^PATCH/, 200, {}), /^failed: 200 without the group/],
  ['G30', 'PUT is not known', refuses(/^PUT/, 405), /^failed: PUT was HTTP 405/],
  ['G30', 'PUT adds to what was there', PUT_ADDS, /^failed: .*1 there that must not be/],
];

test.each(HOW)('%s fails where %s', async (id, _how, wrong, expected) => {
  expect(await verdictWhen(id, wrong)).toMatch(expected);
});

const NEVER_LISTED = groupsRead((body) => ({ ...body, members: [] }));
const NO_FILTER = refuses(BY_MEMBER, 400);
const NO_GROUPS_OF_USERS = usersRead((body) => ({ ...body, groups: undefined }));
const IDS = GROUP_MEMBER_CHECKS.flatMap(({ ids }) => ids);

test.each([
  ['the filter', [NEVER_LISTED], ['G12', 'G24'], /the filter .* knows them/],
  ['the groups of a user', [NEVER_LISTED, NO_FILTER], ['G12', 'G24', 'G28'], /the user's own groups/],
  ['attributes=members', [{ ...NEVER_LISTED, on: /^GET \/Groups\/[^?]+ / }], [], /only with attributes=members/],
])('members that GET does not list are known by %s', async (_way, wrongs, unknown, words) => {
  const { probe, http } = await openSampleApp();
  const report = await probe(IDS, { http: wrongly(http, ...wrongs) });
  const unverified = report.results.filter(({ verdict }) => verdict === 'not-verifiable').map(({ id }) => id);
  expect(unverified.toSorted()).toEqual(unknown);
  expect(verdictOf(report, 'G13')).toMatch(words);
  const failed = report.results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
  expect(failed).toEqual(wrongs.includes(NO_FILTER) ? ['G20'] : []);
});

test('where no answer tells who is a member, that is said, and nothing is blocked by it', async () => {
  const { probe, http } = await openSampleApp();
  const report = await probe(IDS, { http: wrongly(http, NEVER_LISTED, NO_FILTER, NO_GROUPS_OF_USERS) });
  expect(verdictOf(report, 'G13')).toMatch(/^not-verifiable: The endpoint lists no members by GET, and neither/);
  expect(report.results.filter(({ verdict }) => verdict === 'blocked')).toEqual([]);
  expect(report.results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual(['G20']);
});

test('a list of members that is cut off is no lost member', async () => {
  const cutOff = groupsRead((body) => ({ ...body, members: members(body).slice(0, 50) }));
  expect(await verdictWhen('G26', cutOff)).toMatch(/^passed: .* GET lists 50 of them; the filter knows the others/);
});

test('without the users for it, a hundred members cannot be judged', async () => {
  let users = 0;
  const full: Wrong = {
    on: /^POST \/Users /,
    answer: (answer) => ((users += 1) > 20 ? { ...answer, status: 507 } : answer),
  };
  expect(await verdictWhen('G26', full)).toBe('not-verifiable: 100 users to be members could not be created.');
});
