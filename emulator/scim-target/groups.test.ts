import { expect, test } from 'vitest';
import { freshSpace, type Operation } from './space-client.ts';

async function groupOfTwo() {
  const client = freshSpace();
  const ids: string[] = [];
  for (const userName of ['a', 'b', 'c', 'd', 'e', 'f']) ids.push((await client.user({ userName })).id);
  const { id } = await client.group('Staff', ids.slice(0, 2));
  const members = async () => ((await client.get(`/Groups/${id}`)).body.members ?? []).map(({ value }) => value);
  return { ...client, ids, id, members };
}
const one = (value: string) => [{ $ref: null, value }];

test.each([
  ['G01', { externalId: 'x', displayName: 'New', members: [], meta: { resourceType: 'Group' } }, 201],
  [
    'G31',
    {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      displayName: 'New',
    },
    201,
  ],
  ['G02', { displayName: 'STAFF' }, 409],
  ['G23', { externalId: 'x' }, 400],
  ['G19', { displayName: 'New', members: [{ value: 'nobody' }] }, 400],
])('%s creating a group answers as it must', async (_id, body, status) => {
  const { send } = await groupOfTwo();
  const answer = await send('POST', '/Groups', { body });
  expect(answer.status).toBe(status);
  if (status === 201) expect(answer.body).toMatchObject({ id: expect.any(String), meta: { resourceType: 'Group' } });
});

test('G03-G07 groups are found without their members', async () => {
  const { get, find, id } = await groupOfTwo();
  expect((await get(`/Groups/${id}?excludedAttributes=members`)).body).not.toHaveProperty('members');
  const list = await get('/Groups?excludedAttributes=members&filter=displayName+eq+%22staff%22');
  expect(list.body.totalResults).toBe(1);
  expect(list.text).not.toContain('members');
  expect(await find('Groups', 'displayName eq "nothing"')).toMatchObject({ totalResults: 0, Resources: [] });
  expect(await find('Groups', 'externalId eq "ext-Staff"')).toMatchObject({ totalResults: 1 });
});

type Change = (ids: string[]) => Operation[];
test.each<[string, Change, number[]]>([
  ['G09', ([, , c]) => [{ op: 'Add', path: 'members', value: one(c!) }], [0, 1, 2]],
  [
    'G10',
    (ids) => [{ op: 'Add', path: 'members', value: ids.slice(2).map((value) => ({ value })) }],
    [0, 1, 2, 3, 4, 5],
  ],
  [
    'G11',
    (ids) => ids.slice(2).map((value) => ({ op: 'Add', path: 'members', value: one(value) })),
    [0, 1, 2, 3, 4, 5],
  ],
  ['G12', ([a]) => [{ op: 'Add', path: 'members', value: one(a!) }], [0, 1]],
  ['G13', ([a]) => [{ op: 'Remove', path: 'members', value: [{ value: a, display: 'x' }] }], [1]],
  ['G13 object', ([a]) => [{ op: 'Remove', path: 'members', value: { value: a } }], [1]],
  ['G14', ([a]) => [{ op: 'remove', path: `members[value eq "${a}"]` }], [1]],
  ['G14 stranger', () => [{ op: 'remove', path: 'members[value eq "nobody"]' }], [0, 1]],
  ['G15', ([a, b]) => [{ op: 'Remove', path: 'members', value: [{ value: a }, { value: b }] }], []],
  ['G15 none', () => [{ op: 'Remove', path: 'members', value: [] }], [0, 1]],
  ['G16', () => [{ op: 'Remove', path: 'members' }], []],
  ['G17', ([, , c]) => [{ op: 'Replace', path: 'members', value: [{ value: c }] }], [2]],
  ['G18', ([, , c]) => [{ op: 'Add', value: { members: [{ value: c }] } }], [0, 1, 2]],
  [
    'G27',
    ([, , c]) => [
      { op: 'Add', path: 'members', value: one(c!) },
      { op: 'Remove', path: 'members', value: one(c!) },
    ],
    [0, 1],
  ],
])('%s leaves exactly the right members, and G29 answers 204', async (_id, change, left) => {
  const { patch, ids, id, members } = await groupOfTwo();
  expect(await patch(`/Groups/${id}`, ...change(ids))).toMatchObject({ status: 204, text: '' });
  expect(await members()).toEqual(left.map((index) => ids[index]));
});

test('G08 the name changes; a taken one is refused', async () => {
  const { patch, get, group, id } = await groupOfTwo();
  await group('Other');
  await patch(`/Groups/${id}`, { op: 'Replace', path: 'displayName', value: 'Staff-Modified' });
  expect((await get(`/Groups/${id}`)).body.displayName).toBe('Staff-Modified');
  expect((await patch(`/Groups/${id}`, { op: 'Replace', path: 'displayName', value: 'other' })).status).toBe(409);
});

test('G21-G22 a deleted group is gone', async () => {
  const { send, id } = await groupOfTwo();
  const statuses = [];
  for (const method of ['DELETE', 'GET', 'DELETE']) statuses.push((await send(method, `/Groups/${id}`)).status);
  expect(statuses).toEqual([204, 404, 404]);
});

test('G24-G25 membership shows on both sides', async () => {
  const { get, ids, id } = await groupOfTwo();
  const { body } = await get(`/Groups/${id}`);
  expect(body.members?.[0]).toMatchObject({
    value: ids[0],
    type: 'User',
    $ref: expect.stringContaining(`/Users/${ids[0]}`),
  });
  const user = (await get(`/Users/${ids[0]}`)).body;
  expect(user.groups).toEqual([expect.objectContaining({ value: id, display: 'Staff', type: 'direct' })]);
});

test('G26 a hundred members arrive in one request', async () => {
  const { user, patch, id, members } = await groupOfTwo();
  const ids = [];
  for (let index = 0; index < 100; index += 1) ids.push((await user({ userName: `n-${index}` })).id);
  await patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: ids.map((value) => ({ value })) });
  expect(await members()).toHaveLength(102);
});

test('G28 a deleted user leaves its groups', async () => {
  const { send, ids, members } = await groupOfTwo();
  await send('DELETE', `/Users/${ids[0]}`);
  expect(await members()).toEqual([ids[1]]);
});

test('G30 PUT sets exactly the members given', async () => {
  const { send, ids, id, members } = await groupOfTwo();
  const body = { displayName: 'Staff', members: [{ value: ids[4] }] };
  expect((await send('PUT', `/Groups/${id}`, { body })).status).toBe(200);
  expect(await members()).toEqual([ids[4]]);
});
