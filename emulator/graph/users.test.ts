import { expect, test } from 'vitest';
import {
  APP_ADMIN, bodyOf, errorOf, GLOBAL_ADMIN, makeGroup, makeUser, MEMBER, newUser, startGraph, TENANT, valueOf,
} from './graph.fixture.ts'; // prettier-ignore

const AS_IDENTITY = { kind: 'app', permissions: ['User.ReadWrite.All'] } as const;

test('keeps all the fields the template sends, and never the password', async () => {
  const { call, directory } = startGraph();
  const profile = {
    givenName: 'Ann', surname: 'Lee', jobTitle: 'Engineer', department: 'Research', companyName: 'Contoso',
    businessPhones: ['+1-555-0100'], mobilePhone: '+1-555-0101', officeLocation: 'A3', preferredLanguage: 'en-US',
    employeeId: 'E1', employeeType: 'Employee', streetAddress: '1 Way', city: 'Leeds', state: 'WA', country: 'US',
    postalCode: '98101', usageLocation: 'US', otherMails: [], mail: 'ann@contoso.example', faxNumber: '+1-555-0102',
    userType: 'Member', employeeOrgData: { division: 'D', costCenter: '1' },
  }; // prettier-ignore
  const answer = await call('POST', '/users', { ...AS_IDENTITY, version: 'beta', body: newUser('ann', profile) });
  expect(answer.status).toBe(201);
  const created = await bodyOf(answer);
  expect(created).toMatchObject({ ...profile, userPrincipalName: 'ann@contoso.example', accountEnabled: true });
  expect(JSON.stringify([created, directory.users.all()])).not.toContain('Pass@word123');
});

test('refuses names outside the verified domains and names in use', async () => {
  const { call } = startGraph();
  for (const domain of ['new.contoso.example', 'fabrikam.example']) {
    const body = newUser('ann', { userPrincipalName: `ann@${domain}` });
    const { status, message } = await errorOf(await call('POST', '/users', { body }));
    expect([status, message]).toEqual([400, expect.stringContaining('verified domain')]);
  }
  const taken = newUser('x', { userPrincipalName: 'MEMBER@contoso.example' });
  expect(await errorOf(await call('POST', '/users', { body: taken }))).toEqual({
    status: 400,
    code: 'Request_BadRequest',
    message: 'Another object with the same value for property userPrincipalName already exists.',
  });
});

test.each([
  ['a weak password', { passwordProfile: { password: 'short' } }],
  ['no password', { passwordProfile: undefined }],
  ['an unknown property', { shoeSize: 9 }],
  ['text where a flag belongs', { accountEnabled: 'true' }],
  ['a long country code', { usageLocation: 'USA' }],
  ['null for what is required', { displayName: null }],
])('refuses a user with %s', async (_, change) => {
  const { call, directory } = startGraph();
  const before = directory.users.size;
  const refused = await call('POST', '/users', { body: newUser('ann', change) });
  expect(await errorOf(refused)).toMatchObject({ status: 400, code: 'Request_BadRequest' });
  expect(directory.users.size).toBe(before);
});

test('an application administrator may not write users; a user administrator role may', async () => {
  const { call, directory } = startGraph();
  expect((await call('POST', '/users', { objectId: APP_ADMIN, body: newUser('a') })).status).toBe(403);
  expect((await call('POST', '/users', { body: newUser('a'), permissions: ['User.Read'] })).status).toBe(403);
  const roleTemplateId = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
  directory.roleAssignments.insert({
    id: 'r',
    tenantId: TENANT,
    principalId: MEMBER,
    roleTemplateId,
    eligibleOnly: false,
  });
  expect((await call('POST', '/users', { objectId: MEMBER, body: newUser('a') })).status).toBe(201);
});

test('changes what is sent and leaves the rest', async () => {
  const graph = startGraph();
  const id = await makeUser(graph, 'ann');
  const body = { accountEnabled: false, jobTitle: 'Lead', city: null };
  expect((await graph.call('PATCH', `/users/${id}`, { ...AS_IDENTITY, body })).status).toBe(204);
  const user = await bodyOf(await graph.call('GET', '/users/ann@contoso.example', { version: 'beta' }));
  expect(user).toMatchObject({ id, accountEnabled: false, jobTitle: 'Lead', displayName: 'ann', mailNickname: 'ann' });
});

test('a deleted user is out of the way, listed as deleted, restored, and purged for good', async () => {
  const graph = startGraph();
  const id = await makeUser(graph, 'ann');
  const item = `/directory/deletedItems/${id}`;
  expect((await graph.call('DELETE', `/users/${id}`)).status).toBe(204);
  expect((await graph.call('GET', `/users/${id}`)).status).toBe(404);
  expect(graph.directory.users.get(id)?.deletedAt).toBeTruthy();
  const [deleted] = await valueOf(await graph.call('GET', '/directory/deleteditems/microsoft.graph.user'));
  expect(deleted?.userPrincipalName).toBe(`${id.replaceAll('-', '')}ann@contoso.example`);
  expect(await bodyOf(await graph.call('POST', `${item}/restore`))).toMatchObject({
    userPrincipalName: 'ann@contoso.example',
  });
  expect((await graph.call('GET', `/users/${id}`)).status).toBe(200);
  await graph.call('DELETE', `/users/${id}`);
  expect((await graph.call('DELETE', item)).status).toBe(204);
  expect((await graph.call('GET', item)).status).toBe(404);
});

test('purging needs User.DeleteRestore.All; restoring needs a free name', async () => {
  const graph = startGraph();
  const id = await makeUser(graph, 'ann');
  await graph.call('DELETE', `/users/${id}`);
  const item = `/directory/deletedItems/${id}`;
  expect((await graph.call('DELETE', item, AS_IDENTITY)).status).toBe(403);
  await makeUser(graph, 'ann');
  expect((await graph.call('POST', `${item}/restore`)).status).toBe(400);
  const restorer = { kind: 'app', permissions: ['User.DeleteRestore.All'] } as const;
  expect((await graph.call('DELETE', item, restorer)).status).toBe(204);
});

test('sets, shows, changes and removes a manager', async () => {
  const graph = startGraph();
  const id = await makeUser(graph, 'ann');
  const manager = `/users/${id}/manager`;
  expect((await graph.call('GET', manager)).status).toBe(404);
  for (const managerId of [MEMBER, GLOBAL_ADMIN]) {
    const body = { '@odata.id': `https://graph.microsoft.com/beta/users/${managerId}` };
    expect((await graph.call('PUT', `${manager}/$ref`, { ...AS_IDENTITY, version: 'beta', body })).status).toBe(204);
    expect(await bodyOf(await graph.call('GET', manager))).toMatchObject({ id: managerId });
  }
  expect((await graph.call('DELETE', `${manager}/$ref`)).status).toBe(204);
  expect((await graph.call('DELETE', `${manager}/$ref`)).status).toBe(404);
});

test('a reference to nobody or to no address is refused', async () => {
  const { call } = startGraph();
  const path = `/users/${MEMBER}/manager/$ref`;
  const nobody = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${TENANT}` };
  expect((await call('PUT', path, { body: nobody })).status).toBe(404);
  expect((await call('PUT', path, { body: { '@odata.id': 'https://graph.microsoft.com/v1.0/users/' } })).status).toBe(
    400,
  );
  expect((await call('PUT', path, { body: {} })).status).toBe(400);
});

test('pages through users with $top, each once, in the version asked', async () => {
  const graph = startGraph();
  for (const name of ['u1', 'u2', 'u3', 'u4']) await makeUser(graph, name);
  const names: unknown[] = [];
  const filter = encodeURIComponent("startswith(userPrincipalName,'u')");
  let next: string | undefined = `https://graph.test/beta/users?$filter=${filter}&$top=3&$select=displayName`;
  for (let pages = 0; next && pages < 5; pages++) {
    const page: Record<string, unknown> = await bodyOf(await graph.call('GET', next));
    names.push(...(page.value as { displayName: string }[]).map((user) => user.displayName));
    next = page['@odata.nextLink'] as string | undefined;
    if (next) expect(next).toMatch(/^https:\/\/graph\.test\/beta\/users\?\$filter=.*\$top=3.*\$skiptoken=/);
  }
  expect(names.sort()).toEqual(['u1', 'u2', 'u3', 'u4']);
  for (const top of ['0', '1000', 'x']) expect((await graph.call('GET', `/users?$top=${top}`)).status).toBe(400);
});

test('a purged user leaves groups, managers and owners behind without it', async () => {
  const graph = startGraph();
  const id = await makeUser(graph, 'ann');
  const groupId = await makeGroup(graph, 'g');
  const body = { '@odata.id': `https://graph.test/v1.0/users/${id}` };
  await graph.call('POST', `/groups/${groupId}/members/$ref`, { body });
  await graph.call('PUT', `/users/${MEMBER}/manager/$ref`, { body });
  await graph.call('DELETE', `/users/${id}`);
  await graph.call('DELETE', `/directory/deletedItems/${id}`);
  expect(graph.directory.groups.get(groupId)?.memberIds).toEqual([]);
  expect(graph.directory.users.get(MEMBER)?.managerId).toBeUndefined();
});
