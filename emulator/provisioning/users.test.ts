import { expect, test } from 'vitest';
import type { User } from '../directory/state.ts';
import { startCloud, type Cloud } from './provisioning.fixture.ts';
import { ENTERPRISE_USER } from './target-path.ts';

const actions = (logs: { provisioningAction: string; provisioningStatusInfo: { status: string } }[]) =>
  logs.map((entry) => `${entry.provisioningAction} ${entry.provisioningStatusInfo.status}`);

test('asks for the user by name, then creates it with the values that the default mappings give', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy', {
    properties: { jobTitle: 'Clerk', department: 'Pay', mobilePhone: '1', mail: 'joy@x.example' },
  });
  await cloud.cycle();
  expect(cloud.target.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /Users?filter=userName+eq+"joy@contoso.example"',
    'POST /Users',
  ]);
  expect(cloud.target.of('POST')[0]?.body).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE_USER],
    roles: [],
    userName: 'joy@contoso.example',
    active: true,
    displayName: 'joy',
    title: 'Clerk',
    emails: [{ primary: true, type: 'work', value: 'joy@x.example' }],
    name: { givenName: 'joy', familyName: 'Young', formatted: 'joy Young' },
    phoneNumbers: [{ type: 'mobile', value: '1' }],
    externalId: 'joy',
    [ENTERPRISE_USER]: { department: 'Pay' },
    meta: { resourceType: 'User' },
  });
  expect(cloud.target.requests[1]?.authorization).toBe(`Bearer ${cloud.space.bearerToken}`);
  expect(actions(await cloud.logs(user.id))).toEqual(['create success']);
});

test('does not touch an object that has not changed, and nobody who is not assigned', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  cloud.addUser('outsider');
  await cloud.cycle();
  cloud.target.clear();
  await cloud.cycle();
  expect(cloud.target.requests).toEqual([]);
  expect(await cloud.inTarget('Users')).toHaveLength(1);
});

test('sends one operation for each changed attribute, after reading the user', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy', { properties: { jobTitle: 'Clerk', city: 'Oslo' } });
  await cloud.cycle();
  cloud.target.clear();
  cloud.change(user, { jobTitle: 'Chief', mobilePhone: '+1 555', city: null });
  await cloud.cycle();
  expect(cloud.target.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
  expect(cloud.target.operations()).toEqual([
    { op: 'Replace', path: 'title', value: 'Chief' },
    { op: 'Remove', path: 'addresses[type eq "work"].locality' },
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555' },
  ]);
  const [, update] = await cloud.logs(user.id);
  expect(update?.modifiedProperties[0]).toEqual({ displayName: 'title', oldValue: 'Clerk', newValue: 'Chief' });
  expect(await cloud.inTarget('Users')).toMatchObject([{ title: 'Chief', phoneNumbers: [{ value: '+1 555' }] }]);
});

test('under the compliance flag sends replaced attributes as one operation without a path', async () => {
  const cloud = await startCloud({ flag: '?aadOptscim062020' });
  const user = cloud.addAssigned('joy', { properties: { jobTitle: 'Clerk', department: 'Pay', mail: 'a@x.example' } });
  await cloud.cycle();
  cloud.target.clear();
  cloud.change(user, { jobTitle: 'Chief', givenName: 'Joyce', department: 'HR', mail: 'b@x.example', city: 'Oslo' });
  await cloud.cycle();
  expect(cloud.target.operations()).toEqual([
    {
      op: 'replace',
      value: {
        title: 'Chief',
        'name.givenName': 'Joyce',
        'name.formatted': 'Joyce Young',
        [`${ENTERPRISE_USER}:department`]: 'HR',
      },
    },
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'b@x.example' },
    { op: 'add', path: 'addresses[type eq "work"].locality', value: 'Oslo' },
  ]);
  expect(await cloud.inTarget('Users')).toMatchObject([{ title: 'Chief', name: { givenName: 'Joyce' } }]);
});

test('disables with the text False, and enables again', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.target.clear();
  cloud.directory.users.update(user.id, { accountEnabled: false });
  await cloud.cycle();
  expect(cloud.target.operations()).toEqual([{ op: 'Replace', path: 'active', value: 'False' }]);
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: false }]);
  cloud.directory.users.update(user.id, { accountEnabled: true });
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: true }]);
  expect(actions(await cloud.logs(user.id))).toEqual(['create success', 'disable success', 'update success']);
});

test.each([
  { flag: '', disableAsString: false, op: 'Replace' },
  { flag: '?aadOptscim062020', disableAsString: true, op: 'replace' },
])('disables with a boolean under $flag (text: $disableAsString)', async ({ flag, disableAsString, op }) => {
  const cloud = await startCloud({ flag, knobs: { disableAsString } });
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.target.clear();
  cloud.directory.users.update(user.id, { accountEnabled: false });
  await cloud.cycle();
  expect(cloud.target.operations()).toEqual([{ op, path: 'active', value: false }]);
});

test('a deleted user is disabled, enabled again when restored, and deleted when purged', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.softDelete(user);
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: false }]);
  cloud.directory.users.update(user.id, { deletedAt: undefined });
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: true }]);
  cloud.softDelete(user);
  await cloud.cycle();
  cloud.directory.users.remove(user.id);
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toEqual([]);
  const logged = actions(await cloud.logs(user.id));
  expect(logged).toEqual(['create success', 'disable success', 'update success', 'disable success', 'delete success']);
});

test('a user who was unassigned is disabled and never deleted afterwards', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.unassign(user.id);
  await cloud.cycle();
  cloud.directory.users.remove(user.id);
  await cloud.cycle();
  expect(cloud.target.of('DELETE')).toEqual([]);
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: false }]);
});

test('SkipOutOfScopeDeletions leaves unassigned users as they are', async () => {
  const cloud = await startCloud();
  const secrets = [...cloud.saved, { key: 'SecretToken', value: cloud.space.bearerToken }];
  await cloud.call('PUT', `${cloud.base}/secrets`, {
    value: [...secrets, { key: 'SkipOutOfScopeDeletions', value: 'True' }],
  });
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.unassign(user.id);
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: true }]);
});

test.each([
  ['deleted', (cloud: Cloud, user: User) => cloud.softDelete(user)],
  ['unassigned', (cloud: Cloud, user: User) => cloud.unassign(user.id)],
  ['disabled', (cloud: Cloud, user: User) => cloud.directory.users.update(user.id, { accountEnabled: false })],
])('without a soft-delete mapping, a user who is %s is deleted', async (_, leave) => {
  const cloud = await startCloud();
  await withoutMapping(cloud, 'active');
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  leave(cloud, user);
  await cloud.cycle();
  expect(cloud.target.of('DELETE')).toHaveLength(1);
  expect(actions(await cloud.logs(user.id))).toEqual(['create success', 'delete success']);
});

test('a disabled account is never created, and its entry says why', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy', { accountEnabled: false });
  await cloud.cycle();
  expect(cloud.target.requests).toEqual([]);
  expect(actions(await cloud.logs(user.id))).toEqual(['other skipped']);
});

test('adopts the one that matches, sends the difference, and refuses to choose between two', async () => {
  const cloud = await startCloud();
  const twin = (id: string) => ({ id, userName: 'joy@contoso.example', displayName: 'Old', active: true });
  let found = [twin('1'), twin('2')];
  cloud.target.intercept(({ method, path }) => {
    if (method === 'PATCH') return new Response(null, { status: 204 });
    return path.startsWith('/Users?') ? Response.json({ totalResults: found.length, Resources: found }) : undefined;
  });
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  expect((await cloud.logs(user.id))[0]?.provisioningStatusInfo.errorInformation).toMatchObject({
    errorCode: 'DuplicateTargetEntries',
  });
  found = [twin('1')];
  await cloud.cycle();
  expect(cloud.target.of('POST')).toEqual([]);
  expect(cloud.target.operations()).toContainEqual({ op: 'Replace', path: 'displayName', value: 'joy' });
  expect(cloud.target.operations()).not.toContainEqual(expect.objectContaining({ path: 'userName' }));
});

test('a scoping filter keeps users out, and disables the ones it no longer lets in', async () => {
  const cloud = await startCloud();
  await onlyDepartment(cloud, 'Sales');
  const inside = cloud.addAssigned('joy', { properties: { department: 'Sales' } });
  const outside = cloud.addAssigned('tom', { properties: { department: 'Pay' } });
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ displayName: 'joy' }]);
  expect(actions(await cloud.logs(outside.id))).toEqual(['other skipped']);
  cloud.change(inside, { department: 'Pay' });
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ active: false }]);
});

type Schema = { synchronizationRules: { objectMappings: Record<string, unknown>[] }[] };

async function editUserMapping(cloud: Cloud, edit: (mapping: Record<string, unknown>) => Record<string, unknown>) {
  const schema = (await (await cloud.call('GET', `${cloud.job}/schema`)).json()) as Schema;
  const [rule] = schema.synchronizationRules;
  if (rule?.objectMappings[0]) rule.objectMappings[0] = edit(rule.objectMappings[0]);
  expect((await cloud.call('PUT', `${cloud.job}/schema`, schema)).status).toBe(204);
}

async function withoutMapping(cloud: Cloud, target: string) {
  await editUserMapping(cloud, (mapping) => ({
    ...mapping,
    attributeMappings: (mapping['attributeMappings'] as { targetAttributeName: string }[]).filter(
      (row) => row.targetAttributeName !== target,
    ),
  }));
}

async function onlyDepartment(cloud: Cloud, department: string) {
  const clause = { sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values: [department] } };
  await editUserMapping(cloud, (mapping) => ({ ...mapping, scope: { groups: [{ name: 'g', clauses: [clause] }] } }));
}
