import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';
import { ENTERPRISE_USER } from './target-path.ts';

const MANAGER = `${ENTERPRISE_USER}:manager`;

async function targetIds(cloud: Cloud): Promise<Record<string, string>> {
  const users = await cloud.inTarget('Users');
  return Object.fromEntries(users.map((user) => [String(user['displayName']), String(user['id'])]));
}

test('a manager travels as the id it has in the target: added, replaced, removed', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  const [first, second] = [cloud.addAssigned('ann'), cloud.addAssigned('bob')];
  await cloud.cycle();
  cloud.target.clear();
  for (const managerId of [first.id, second.id, undefined]) {
    cloud.directory.users.update(user.id, { managerId });
    await cloud.cycle();
  }
  const { ann = '', bob = '' } = await targetIds(cloud);
  expect(cloud.target.operations()).toEqual([
    { op: 'Add', path: MANAGER, value: ann },
    { op: 'Replace', path: MANAGER, value: bob },
    { op: 'Remove', path: MANAGER },
  ]);
  const updates = (await cloud.logs(user.id)).filter((entry) => entry.provisioningAction === 'update');
  expect(updates.map((entry) => entry.modifiedProperties)).toEqual([
    [{ displayName: MANAGER, oldValue: '', newValue: ann }],
    [{ displayName: MANAGER, oldValue: ann, newValue: bob }],
    [{ displayName: MANAGER, oldValue: bob, newValue: '' }],
  ]);
});

test('a manager made in the same cycle is there when the reference is sent', async () => {
  const cloud = await startCloud();
  const manager = cloud.addUser('ann');
  cloud.addAssigned('joy', { managerId: manager.id });
  cloud.assign(manager.id);
  await cloud.cycle();
  const { ann } = await targetIds(cloud);
  const [joy] = (await cloud.inTarget('Users')).filter((user) => user['displayName'] === 'joy');
  expect(joy).toMatchObject({ [ENTERPRISE_USER]: { manager: { value: ann } } });
});

test('a manager who comes into scope later is not sent until a restart', async () => {
  const cloud = await startCloud();
  const manager = cloud.addUser('ann');
  cloud.addAssigned('joy', { managerId: manager.id });
  await cloud.cycle();
  cloud.assign(manager.id);
  await cloud.cycle();
  expect(cloud.target.operations()).toEqual([]);
  await cloud.call('POST', `${cloud.job}/restart`, { criteria: { resetScope: 'Watermark' } });
  await cloud.cycle();
  expect(cloud.target.operations()).toMatchObject([{ op: 'Add', path: MANAGER }]);
});

test('a group made and filled in one cycle has a Create entry and a later Update of its members', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  const group = cloud.addAssignedGroup('Clerks', [user.id]);
  await cloud.cycle();
  const { joy = '' } = await targetIds(cloud);
  const [created, updated, ...rest] = await cloud.logs(group.id);
  expect(rest).toEqual([]);
  expect(created?.provisioningAction).toBe('create');
  expect(updated).toMatchObject({
    provisioningAction: 'update',
    provisioningStatusInfo: { status: 'success' },
    modifiedProperties: [{ displayName: 'members', oldValue: '', newValue: joy }],
  });
  expect(Date.parse(updated?.activityDateTime ?? '')).toBeGreaterThanOrEqual(
    Date.parse(created?.activityDateTime ?? ''),
  );
  expect(await cloud.inTarget('Groups')).toMatchObject([{ displayName: 'Clerks', members: [{ value: joy }] }]);
});

test('a group is looked for without its members, created without them, and known by its object id', async () => {
  const cloud = await startCloud();
  const group = cloud.addAssignedGroup('Clerks');
  await cloud.cycle();
  expect(cloud.target.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /Groups?excludedAttributes=members&filter=displayName+eq+"Clerks"',
    'POST /Groups',
  ]);
  expect(cloud.target.of('POST')[0]?.body).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
    ],
    displayName: 'Clerks',
    externalId: group.id,
    meta: { resourceType: 'Group' },
  });
});

test.each([
  {
    flag: '',
    add: (id: string) => ({ op: 'Add', path: 'members', value: [{ $ref: null, value: id }] }),
    remove: (id: string) => ({ op: 'Remove', path: 'members', value: [{ value: id }] }),
  },
  {
    flag: '?aadOptscim062020',
    add: (id: string) => ({ op: 'add', path: 'members', value: [{ $ref: null, value: id }] }),
    remove: (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` }),
  },
])('each member change is a request of its own under "$flag"', async ({ flag, add, remove }) => {
  const cloud = await startCloud({ flag });
  const users = [cloud.addAssigned('joy'), cloud.addAssigned('tom')];
  const group = cloud.addAssignedGroup(
    'Clerks',
    users.map((user) => user.id),
  );
  await cloud.cycle();
  const { joy = '', tom = '' } = await targetIds(cloud);
  expect(cloud.target.operations()).toEqual([add(joy), add(tom)]);
  cloud.target.clear();
  cloud.directory.groups.update(group.id, { memberIds: [users[1]?.id ?? ''] });
  await cloud.cycle();
  expect(cloud.target.operations()).toEqual([remove(joy)]);
  expect((await cloud.logs(group.id)).at(-1)?.modifiedProperties).toEqual([
    { displayName: 'members', oldValue: joy, newValue: '' },
  ]);
});

test('a renamed group is read without members and patched; a deleted one is deleted', async () => {
  const cloud = await startCloud();
  const group = cloud.addAssignedGroup('Clerks');
  await cloud.cycle();
  cloud.target.clear();
  cloud.directory.groups.update(group.id, { displayName: 'Chiefs' });
  await cloud.cycle();
  expect(cloud.target.requests[0]).toMatchObject({
    method: 'GET',
    path: expect.stringMatching(/^\/Groups\/[^/]+\?excludedAttributes=members$/),
  });
  expect(cloud.target.operations()).toEqual([{ op: 'Replace', path: 'displayName', value: 'Chiefs' }]);
  cloud.directory.groups.remove(group.id);
  await cloud.cycle();
  expect(cloud.target.of('DELETE')).toHaveLength(1);
  expect((await cloud.logs(group.id)).map((entry) => entry.provisioningAction)).toEqual(['create', 'update', 'delete']);
  expect(await cloud.inTarget('Groups')).toEqual([]);
});

test('direct members of an assigned group are in scope, members of groups inside it are not', async () => {
  const cloud = await startCloud();
  const [direct, nested] = [cloud.addUser('joy'), cloud.addUser('tom')];
  const inner = cloud.addGroup('Inner', [nested.id]);
  cloud.addAssignedGroup('Outer', [direct.id, inner.id]);
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ displayName: 'joy' }]);
  expect(await cloud.inTarget('Groups')).toMatchObject([{ displayName: 'Outer' }]);
});

test('a member whose creation failed joins the group once it is there', async () => {
  const cloud = await startCloud();
  const user = cloud.addUser('joy');
  const group = cloud.addAssignedGroup('Clerks', [user.id]);
  cloud.target.intercept(({ method, path }) =>
    method === 'POST' && path === '/Users' ? new Response(null, { status: 500 }) : undefined,
  );
  await cloud.cycle();
  expect(await cloud.inTarget('Groups')).toHaveLength(1);
  cloud.target.intercept(() => undefined);
  await cloud.cycle();
  await cloud.cycle();
  expect((await cloud.logs(group.id)).map((entry) => entry.provisioningAction)).toEqual(['create', 'update']);
});

test('an adopted group is asked for its member before one is added', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  cloud.addAssignedGroup('Clerks', [user.id]);
  cloud.target.intercept(({ method, path }) => {
    if (path === '/Groups/g1' && method === 'PATCH') return new Response(null, { status: 204 });
    if (!path.startsWith('/Groups?')) return undefined;
    return Response.json({ totalResults: 1, Resources: [{ id: 'g1', displayName: 'Clerks' }] });
  });
  await cloud.cycle();
  expect(cloud.target.requests.at(-1)?.path).toMatch(
    /^\/Groups\?attributes=id&filter=id\+eq\+"g1"\+and\+members\+eq\+"[^"]+"$/,
  );
  expect(cloud.target.operations()).toEqual([{ op: 'Add', path: 'externalId', value: expect.any(String) }]);
});
