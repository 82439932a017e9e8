import { expect, test } from 'vitest';
import {
  APP_ADMIN,
  bodyOf,
  errorOf,
  makeGroup,
  MEMBER,
  newGroup,
  startGraph,
  TENANT,
  valueOf,
} from './graph.fixture.ts';

const AS_IDENTITY = { kind: 'app', permissions: ['Group.ReadWrite.All'] } as const;

test('makes the security group that the template asks for', async () => {
  const { call } = startGraph();
  const body = newGroup('LACreateGroup-1', { description: 'd', isAssignableToRole: false, visibility: 'Private' });
  const answer = await call('POST', '/groups', { ...AS_IDENTITY, version: 'beta', body });
  expect(answer.status).toBe(201);
  expect(await bodyOf(answer)).toMatchObject({
    displayName: 'LACreateGroup-1',
    securityEnabled: true,
    visibility: 'Private',
  });
});

test.each([
  ['mail-enabled security groups', { mailEnabled: true }, 400],
  ['dynamic groups', { groupTypes: ['DynamicMembership'] }, 501],
  ['members in the body', { 'members@odata.bind': [] }, 501],
  ['role-assignable groups without the permission', { isAssignableToRole: true }, 403],
  ['an unknown property', { colour: 'red' }, 400],
])('refuses %s', async (_, change, status) => {
  const { call } = startGraph();
  expect((await call('POST', '/groups', { ...AS_IDENTITY, body: newGroup('g', change) })).status).toBe(status);
});

test('groups are not for application administrators', async () => {
  const { call } = startGraph();
  expect((await call('POST', '/groups', { objectId: APP_ADMIN, body: newGroup('g') })).status).toBe(403);
});

test('renames a group', async () => {
  const graph = startGraph();
  const id = await makeGroup(graph, 'g');
  const body = { displayName: 'g-Modified', description: 'Updated' };
  expect((await graph.call('PATCH', `/groups/${id}`, { ...AS_IDENTITY, body })).status).toBe(204);
  expect(await bodyOf(await graph.call('GET', `/groups/${id}`))).toMatchObject({ ...body, mailNickname: 'g' });
});

test('adds a member once and removes it once', async () => {
  const graph = startGraph();
  const members = `/groups/${await makeGroup(graph, 'g')}/members`;
  const body = { '@odata.id': `https://graph.microsoft.com/beta/users/${MEMBER}` };
  const add = () => graph.call('POST', `${members}/$ref`, { ...AS_IDENTITY, version: 'beta', body });
  expect((await add()).status).toBe(204);
  const repeated = await errorOf(await add());
  expect(repeated).toMatchObject({ status: 400, message: expect.stringContaining('already exist') });
  expect(await valueOf(await graph.call('GET', members))).toMatchObject([
    { '@odata.type': '#microsoft.graph.user', id: MEMBER },
  ]);
  const remove = () => graph.call('DELETE', `${members}/${MEMBER}/$ref`, { ...AS_IDENTITY, version: 'beta' });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
});

test('a member that does not exist is refused', async () => {
  const graph = startGraph();
  const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${TENANT}` };
  const answer = await graph.call('POST', `/groups/${await makeGroup(graph, 'g')}/members/$ref`, { body });
  expect(answer.status).toBe(404);
});

test('a deleted security group is gone, a Microsoft 365 group can be restored', async () => {
  const graph = startGraph();
  const security = await makeGroup(graph, 's');
  const unified = await makeGroup(graph, 'm', { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false });
  for (const id of [security, unified]) expect((await graph.call('DELETE', `/groups/${id}`)).status).toBe(204);
  const deleted = await valueOf(await graph.call('GET', '/directory/deletedItems/microsoft.graph.group'));
  expect(deleted.map(({ id }) => id)).toEqual([unified]);
  expect((await graph.call('POST', `/directory/deletedItems/${security}/restore`)).status).toBe(404);
  expect((await graph.call('POST', `/directory/deletedItems/${unified}/restore`)).status).toBe(200);
  expect(graph.directory.groups.get(security)?.deletedAt).toBeTruthy();
});
