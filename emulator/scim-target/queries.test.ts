import { expect, test } from 'vitest';
import { CORE_USER, ENTERPRISE, freshSpace, type SpaceClient } from './space-client.ts';

async function twoUsers(): Promise<SpaceClient> {
  const client = freshSpace();
  await client.user({ userName: 'joy@contoso.com', externalId: 'Ext-1', title: 'Boss', nickName: 'J "Q" [x]' });
  const emails = [
    { type: 'work', value: 'b@contoso.com' },
    { type: 'home', value: 'joy@contoso.com' },
  ];
  await client.user({
    userName: "o'brien+é&@contoso.com",
    externalId: 'Ext-2',
    active: false,
    emails,
    [ENTERPRISE]: { department: 'R&D' },
  });
  return client;
}

test.each([
  ['F01', 'userName eq "joy@contoso.com"', 1],
  ['F02', 'userName eq "nobody"', 0],
  ['F03', 'userName eq "JOY@contoso.COM"', 1],
  ['F04', 'USERNAME eq "joy@contoso.com"', 1],
  ['F05', 'userName Eq "joy@contoso.com"', 1],
  ['F06', 'externalId eq "Ext-1"', 1],
  ['F07', 'emails[type eq "work"].value eq "joy@contoso.com"', 1],
  ['F07', 'emails[type eq "home"].value eq "joy@contoso.com"', 1],
  ['F07', 'emails[type eq "home"].value eq "b@contoso.com"', 0],
  ['F07', 'emails[type eq "work" and value co "B@"]', 1],
  ['F08', 'emails.value eq "joy@contoso.com"', 2],
  ['F08', 'emails co "b@"', 1],
  ['F09', 'userName eq "joy@contoso.com" and active eq true', 1],
  ['F09', 'userName eq "joy@contoso.com" AND active eq false', 0],
  ['F09', 'active eq "False"', 1],
  ['F11', `${CORE_USER}:userName eq "joy@contoso.com"`, 1],
  ['F11', `${ENTERPRISE}:department eq "r&d"`, 1],
  ['F13', 'userName co "contoso" and not (title pr)', 1],
  ['F13', 'userName sw "JOY" or userName sw "nobody"', 1],
  ['F13', 'userName ew ".com"', 2],
  ['F13', '(title pr and (active eq true or active eq false))', 1],
  ['F13', 'title ne "Boss"', 1],
  ['F13', 'title eq null', 1],
  ['F13', 'userName gt "k"', 1],
  ['F13', 'meta.created gt "2020-01-01T00:00:00Z"', 2],
  ['F13', 'meta.lastModified lt "2020-01-01T00:00:00Z"', 0],
  ['F16', 'externalId eq "ext-1"', 0],
  ['F19', `userName eq "O'Brien+é&@contoso.com"`, 1],
  ['F19', 'nickName eq "J \\"Q\\" [x]"', 1],
])('%s %s finds %i', async (_id, filter, total) => {
  const { find } = await twoUsers();
  const { totalResults, Resources } = await find('Users', filter);
  expect(totalResults).toBe(total);
  expect(Resources).toHaveLength(total);
});

test.each([
  ['F12', 'userName zz "x"'],
  ['F12', 'userName eq'],
  ['F12', 'userName eq "x" and'],
  ['F12', '(userName eq "x"'],
  ['F12', 'userName eq "x" "y"'],
  ['F12', '%%'],
  ['F14', 'shoeSize eq "43"'],
  ['F14', 'emails[shoe eq "x"]'],
])('%s %s is an invalid filter', async (_id, filter) => {
  const answer = await freshSpace().get(`/Users?filter=${encodeURIComponent(filter)}`);
  expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
});

test.each([
  ['F15 spaces as plus signs, E04 a stray flag', '/Users?aadOptscim062020&'],
  ['N02 a slash at the end', '/Users/?'],
])('%s, do not matter', async (_id, path) => {
  const { get } = await twoUsers();
  const { body } = await get(`${path}filter=userName+eq+%22joy%40contoso.com%22`);
  expect(body).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1 });
});

test('F10, G20 references are checked as Entra asks', async () => {
  const { user, group, find } = freshSpace();
  const boss = await user({ userName: 'boss' });
  const joy = await user({ [ENTERPRISE]: { manager: boss.id } });
  const { id } = await group('g', [joy.id]);
  expect(await find('Users', `id eq "${joy.id}" and manager eq "${boss.id}"`)).toMatchObject({ totalResults: 1 });
  expect(await find('Users', `id eq "${boss.id}" and manager eq "${boss.id}"`)).toMatchObject({ totalResults: 0 });
  expect(await find('Groups', `id eq "${id}" and members eq "${joy.id}"`)).toMatchObject({ totalResults: 1 });
});

async function twelveUsers(): Promise<SpaceClient> {
  const client = freshSpace();
  for (let index = 1; index <= 12; index += 1)
    await client.user({ userName: `user-${String(index).padStart(2, '0')}` });
  return client;
}

test.each([
  ['P01', 'startIndex=1&count=5', 1, 5],
  ['P02', 'startIndex=6&count=5', 6, 5],
  ['P05', 'startIndex=11&count=5', 11, 2],
  ['P06', 'count=0', 1, 0],
  ['P07', 'startIndex=0', 1, 12],
  ['P07', 'startIndex=-5&count=2', 1, 2],
  ['P08', 'count=-1', 1, 0],
  ['P09', 'startIndex=100', 100, 0],
  ['P11', 'count=100000', 1, 12],
])('%s ?%s starts at %i with %i', async (_id, query, startIndex, itemsPerPage) => {
  const { body } = await (await twelveUsers()).get(`/Users?${query}`);
  expect(body).toMatchObject({ totalResults: 12, startIndex, itemsPerPage });
  expect(body.Resources).toHaveLength(itemsPerPage);
});

test('P04 pages do not overlap and P12 follow the order asked for', async () => {
  const { get } = await twelveUsers();
  const pages = await Promise.all(
    [1, 6, 11].map((start) => get(`/Users?sortBy=USERNAME&sortOrder=descending&count=5&startIndex=${start}`)),
  );
  const names = pages.flatMap(({ body }) => body.Resources.map(({ userName }) => userName));
  expect(names).toEqual([...names].sort().reverse());
  expect(new Set(names).size).toBe(12);
});

test('P13 .search takes the query in its body, of one type or of all', async () => {
  const { user, group, send } = freshSpace();
  await user({ displayName: 'Sales' });
  await group('Sales');
  const body = { filter: 'displayName eq "sales"', attributes: ['displayName'], count: 10 };
  expect((await send('POST', '/Users/.search', { body })).body.totalResults).toBe(1);
  expect((await send('POST', '/.search', { body })).body.totalResults).toBe(2);
});

test.each(['count=many', 'sortBy=shoeSize', 'sortOrder=sideways'])('?%s is refused', async (query) => {
  const { get, user } = freshSpace();
  await user();
  expect((await get(`/Users?${query}`)).body).toMatchObject({ status: '400', scimType: 'invalidValue' });
});
