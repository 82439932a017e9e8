import { expect, test } from 'vitest';
import { openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;
const PREFIXES = { users: ['scim-create-', "o'neill-"], groups: ['scim-group-'] };

type Isv = ReturnType<typeof emulator.seedTenant>;

function addUser({ tenantId, domain }: Isv, mailbox: string): string {
  const at = new Date().toISOString();
  const row = { tenantId, createdAt: at, visibleAt: at, accountEnabled: true, displayName: mailbox, properties: {} };
  return emulator.directory.users.insert({
    ...row,
    id: crypto.randomUUID(),
    userPrincipalName: `${mailbox}@${domain}`,
  }).id;
}

function addGroup({ tenantId }: Isv, displayName: string): string {
  const at = new Date().toISOString();
  const row = { tenantId, createdAt: at, visibleAt: at, displayName, memberIds: [], properties: {} };
  return emulator.directory.groups.insert({ ...row, id: crypto.randomUUID() }).id;
}

function vendor() {
  const isv = emulator.seedTenant();
  return { isv, directory: cloud.as(isv.personas.admin).directory };
}

test('finds test users and groups by their beginnings, on however many pages, and nobody else', async () => {
  const { isv, directory } = vendor();
  const users = [1, 2, 3, 4].map((number) => addUser(isv, `scim-create-${number}`));
  users.push(addUser(isv, "o'neill-1"));
  addUser(isv, 'not-scim-create-1');
  const group = addGroup(isv, 'scim-group-1');
  addGroup(isv, 'Not scim-group-');
  const found = await directory.findTestObjects(PREFIXES);
  expect(found.map(({ id }) => id).toSorted()).toEqual([...users, group].toSorted());
  expect(found.find(({ id }) => id === group)).toEqual({
    ...{ id: group, kind: 'group', name: 'scim-group-1' },
    createdAt: expect.stringMatching(/^20\d\d-/),
  });
  expect(found.find(({ id }) => id === users[0])?.name).toBe(`scim-create-1@${isv.domain}`);
});

test('a list of more than fifty pages is read to its end', async () => {
  const { isv, directory } = vendor();
  cloud.turn({ pageSize: 1 });
  const users = Array.from({ length: 60 }, (_, number) => addUser(isv, `scim-create-${number}`));
  const found = await directory.findTestObjects({ users: PREFIXES.users, groups: [] });
  expect(found.map(({ id }) => id).toSorted()).toEqual(users.toSorted());
});

test('a leftover that is deleted twice is gone without an error', async () => {
  const { isv, directory } = vendor();
  addUser(isv, 'scim-create-1');
  addGroup(isv, 'scim-group-1');
  for (const leftover of await directory.findTestObjects(PREFIXES)) {
    await directory.deleteTestObject(leftover);
    await directory.deleteTestObject(leftover);
  }
  expect(await directory.findTestObjects(PREFIXES)).toEqual([]);
});

test('someone without a directory role can find leftovers but not delete them', async () => {
  const { isv } = vendor();
  const id = addUser(isv, 'scim-create-1');
  const { directory } = cloud.as(isv.personas.noDirectoryRole);
  const [leftover] = await directory.findTestObjects(PREFIXES);
  expect(leftover?.id).toBe(id);
  await expect(directory.deleteTestObject(leftover!)).rejects.toMatchObject({ code: 'upstream-forbidden' });
});

test('without prefixes there is nothing to find, and nothing is asked', async () => {
  const { isv, directory } = vendor();
  expect(await directory.findTestObjects({ users: [], groups: [] })).toEqual([]);
  expect(cloud.asked(isv, 'GET', /users|groups/)).toBe(0);
});
