import type { Prepared } from './prepared-spaces.fixture.ts';
import { CORE_USER, ENTERPRISE, entraUser, type Answer, type ScimBody } from './space-client.ts';

type Json = Record<string, unknown>;
const MANAGER = `${ENTERPRISE}:manager`;

type Behaviour = [seen: (client: Prepared) => Promise<unknown>, healthy: unknown];
type Op = { op: string; path?: string; value?: unknown };

const statusOf = async (answer: Promise<Answer>) => (await answer).status;
const query = (text: string) => `/Users?filter=${encodeURIComponent(text)}`;
const total = (text: string) => async (client: Prepared) => {
  const { status, body } = await client.get(query(text));
  return status === 200 ? body.Resources.length : status;
};
const bearer = async (client: Prepared, token: string) =>
  statusOf(client.send('GET', '/Users?count=1', { headers: { authorization: `Bearer ${token}` } }));
const paged = (parameters: string) => async (client: Prepared) => {
  const { status, body } = await client.get(`/Users?${parameters}`);
  return status === 200 ? body.Resources.length : status;
};
/** PATCHes a spare user and answers the status, and what `read` sees of the user after. */
const patched =
  (read: (user: ScimBody) => unknown, ...operations: Op[]) =>
  async (client: Prepared) => {
    const id = client.spareUser();
    const { status } = await client.patch(`/Users/${id}`, ...operations);
    return [status, read((await client.get(`/Users/${id}`)).body)];
  };
/** PATCHes a spare group of two and answers the status and the number of members after. */
const regrouped = (operations: (client: Prepared) => Op[]) => async (client: Prepared) => {
  const id = client.spareGroup();
  const { status } = await client.patch(`/Groups/${id}`, ...operations(client));
  return [status, (await client.get(`/Groups/${id}`)).body.members?.length ?? 0];
};
/** Creates a user and answers the status, and what `read` sees of it after. */
const created = (more: Json, read: (user: ScimBody) => unknown) => async (client: Prepared) => {
  const answer = await client.send('POST', '/Users', { body: entraUser({ displayName: 'New', ...more }) });
  return [answer.status, answer.status === 201 ? read((await client.get(`/Users/${answer.body.id}`)).body) : undefined];
};
const extension = (user: ScimBody) => (user[ENTERPRISE] ?? {}) as { department?: string; manager?: { value: string } };
const managerOf = (user: ScimBody) => extension(user).manager?.value;
const nameOf = (user: ScimBody) => user.name as { givenName?: string; familyName?: string } | undefined;
const one = (value: string) => [{ value }];
const tokenRequest =
  (by: 'basic' | 'body', secret?: string) =>
  async ({ sample, credentials }: Prepared) => {
    const { tokenUrl, clientId, clientSecret } = credentials;
    const pair = Buffer.from(`${clientId}:${secret ?? clientSecret}`).toString('base64');
    const own: Record<string, string> =
      by === 'body' ? { client_id: clientId, client_secret: secret ?? clientSecret } : {};
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...own });
    const headers: Record<string, string> = by === 'basic' ? { authorization: `Basic ${pair}` } : {};
    const answer = await sample.app.request(tokenUrl, { method: 'POST', body, headers });
    return answer.status === 200 ? ((await answer.json()) as { expires_in: number }).expires_in : answer.status;
  };

/** What a client sees of the application, and what it sees when nothing is wrong. */
export const BEHAVIOURS: Record<string, Behaviour> = {
  jobToken: [(client) => bearer(client, client.credentials.bearerToken), 200],
  runToken: [(client) => bearer(client, client.credentials.runToken), 200],
  issuedRunToken: [
    async (client) => bearer(client, (await client.sample.tokens.issue(client.credentials.name, { use: 'run' })).token),
    200,
  ],
  issuedJobToken: [
    async (client) => bearer(client, (await client.sample.tokens.issue(client.credentials.name)).token),
    200,
  ],
  wrongToken: [(client) => bearer(client, 'wrong'), 401],
  noToken: [
    async ({ send }) => {
      const { status, headers, body } = await send('GET', '/Users?count=1', { headers: { authorization: '' } });
      return [status, headers.has('www-authenticate'), body.detail !== undefined];
    },
    [401, true, true],
  ],
  tokenByBasic: [tokenRequest('basic'), 3600],
  tokenByBody: [tokenRequest('body'), 3600],
  wrongSecret: [tokenRequest('basic', 'wrong'), 401],
  config: [async ({ get }) => (await get('/ServiceProviderConfig')).body.patch, { supported: true }],
  schemas: [async ({ get }) => (await get('/Schemas')).body.totalResults, 3],
  oneSchema: [async ({ get }) => (await get(`/Schemas/${CORE_USER}`)).body.id, CORE_USER],
  describedEmails: [async ({ get }) => (await get('/Schemas')).text.includes('"emails"'), true],
  created: [created({ userName: 'new-1' }, ({ active }) => active), [201, true]],
  createdAsJson: [
    ({ send }) =>
      statusOf(
        send('POST', '/Users', {
          body: entraUser({ userName: 'new-2', displayName: 'New' }),
          headers: { 'content-type': 'application/json' },
        }),
      ),
    201,
  ],
  location: [
    async ({ send }) =>
      (await send('POST', '/Groups', { body: { displayName: 'New' } })).headers.get('location')?.includes('/Groups/'),
    true,
  ],
  duplicate: [({ send }) => statusOf(send('POST', '/Users', { body: entraUser() })), 409],
  duplicateInOtherCase: [
    ({ send }) => statusOf(send('POST', '/Users', { body: entraUser({ userName: 'JOY@contoso.com' }) })),
    409,
  ],
  duplicateGroup: [({ send }) => statusOf(send('POST', '/Groups', { body: { displayName: 'Spare 0' } })), 409],
  familyName: [created({ userName: 'new-3' }, (user) => nameOf(user)?.familyName), [201, 'Young']],
  otherTitle: [created({ userName: 'new-4', title: 'Cook' }, ({ title }) => title), [201, 'Cook']],
  managerAsText: [created({ userName: 'new-5', [ENTERPRISE]: { manager: 'm-1' } }, managerOf), [201, 'm-1']],
  department: [
    created({ userName: 'new-6', [ENTERPRISE]: { department: 'R&D' } }, (user) => extension(user).department),
    [201, 'R&D'],
  ],
  disabledUser: [({ get, ids }) => statusOf(get(`/Users/${ids.idle}`)), 200],
  deletedUser: [
    async ({ send, get, spareUser }) => {
      const id = spareUser();
      const { status, text } = await send('DELETE', `/Users/${id}`);
      return [status, text === '', await statusOf(get(`/Users/${id}`))];
    },
    [204, true, 404],
  ],
  emptyFilter: [({ get }) => statusOf(get(query('userName eq "nobody"'))), 200],
  fullFilter: [total('userName eq "joy@contoso.com"'), 1],
  disabledFilter: [total('userName eq "idle@contoso.com"'), 1],
  unknownFilter: [({ get }) => statusOf(get(query('shoeSize eq "43"'))), 400],
  emailFilter: [total('emails[type eq "work"].value eq "joy@contoso.com"'), 1],
  externalIdFilter: [total('externalId eq "ext-joy@contoso.com"'), 1],
  qualifiedFilter: [total(`${CORE_USER}:userName eq "joy@contoso.com"`), 1],
  andFilter: [total('userName eq "joy@contoso.com" and externalId ne "x" and active eq true'), 1],
  andFilterOfNobody: [({ get }) => get(query('userName eq "joy@contoso.com" and active eq false')).then(listed), 0],
  plusFilter: [({ get }) => statusOf(get('/Users?filter=userName+eq+%22joy@contoso.com%22')), 200],
  valueInOtherCase: [({ get }) => get(query('userName eq "JOY@contoso.com"')).then(listed), 1],
  nameInOtherCase: [({ get }) => statusOf(get(query('USERNAME eq "joy@contoso.com"'))), 200],
  attributes: [async ({ get, ids }) => 'title' in (await get(`/Users/${ids.joy}?attributes=userName`)).body, false],
  firstListed: [
    async ({ get, ids }) => (await get('/Users?startIndex=1&count=1')).body.Resources[0]?.id === ids.joy,
    true,
  ],
  pageOfTwo: [paged('count=2'), 2],
  totalOfPage: [async ({ get }) => Number((await get('/Users?count=2')).body.totalResults) > 2, true],
  totalIsNumber: [async ({ get }) => typeof (await get('/Users?count=2')).body.totalResults, 'number'],
  pastTheEnd: [paged('startIndex=1000&count=2'), 0],
  startIndexZero: [paged('startIndex=0&count=1'), 1],
  countMinusOne: [paged('count=-1'), 0],
  countZero: [paged('count=0'), 0],
  capitalOp: [patched((user) => user.nickName, { op: 'Add', path: 'nickName', value: 'X' }), [200, 'X']],
  smallOp: [patched((user) => user.nickName, { op: 'add', path: 'nickName', value: 'X' }), [200, 'X']],
  stringFalse: [patched((user) => user.active, { op: 'replace', path: 'active', value: 'False' }), [200, false]],
  pathlessActive: [patched((user) => user.title, { op: 'replace', value: { active: true } }), [200, 'Engineer']],
  absentElement: [
    patched((user) => user.phoneNumbers, { op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }),
    [200, [{ type: 'mobile', value: '1' }]],
  ],
  elementByPath: [
    patched((user) => (user.emails as Json[])[0]?.value, {
      op: 'replace',
      path: 'emails[type eq "work"].value',
      value: 'x@contoso.com',
    }),
    [200, 'x@contoso.com'],
  ],
  addedEmail: [
    patched((user) => (user.emails as Json[]).length, {
      op: 'add',
      path: 'emails',
      value: [{ type: 'home', value: 'h' }],
    }),
    [200, 2],
  ],
  twoOperations: [
    patched(
      (user) => [user.nickName, user.userType],
      { op: 'add', path: 'nickName', value: 'X' },
      { op: 'add', path: 'userType', value: 'Y' },
    ),
    [200, ['X', 'Y']],
  ],
  badSecond: [
    patched(
      (user) => user.nickName,
      { op: 'add', path: 'nickName', value: 'X' },
      { op: 'add', path: 'shoeSize', value: 43 },
    ),
    [400, undefined],
  ],
  patchedId: [patched((user) => user.status ?? 200, { op: 'replace', path: 'id', value: 'mine' }), [400, 200]],
  managerPatchedAsText: [patched(managerOf, { op: 'replace', path: MANAGER, value: 'm-1' }), [200, 'm-1']],
  managerPatchedAsObject: [patched(managerOf, { op: 'replace', path: MANAGER, value: { value: 'm-1' } }), [200, 'm-1']],
  departmentPatched: [
    patched((user) => extension(user).department, { op: 'replace', path: `${ENTERPRISE}:department`, value: 'New' }),
    [200, 'New'],
  ],
  clearedByEmptyText: [patched((user) => user.title, { op: 'replace', path: 'title', value: '' }), [200, undefined]],
  clearedByNull: [patched((user) => user.title, { op: 'replace', path: 'title', value: null }), [200, undefined]],
  removed: [patched((user) => user.title, { op: 'remove', path: 'title' }), [200, undefined]],
  pathless: [patched((user) => user.title, { op: 'replace', value: { title: 'Manager' } }), [200, 'Manager']],
  dottedKey: [
    patched((user) => nameOf(user)?.givenName, { op: 'replace', value: { 'name.givenName': 'X', userType: 'Y' } }),
    [200, 'X'],
  ],
  urnKey: [
    patched((user) => extension(user).department, {
      op: 'replace',
      value: { [`${ENTERPRISE}:department`]: 'X', userType: 'Y' },
    }),
    [200, 'X'],
  ],
  pascalPath: [patched((user) => user.nickName, { op: 'add', path: 'NickName', value: 'X' }), [200, 'X']],
  patchAnswer: [
    async ({ patch, spareUser }) => {
      return (await patch(`/Users/${spareUser()}`, { op: 'replace', path: 'title', value: 'Manager' })).body.title;
    },
    'Manager',
  ],
  repeatedPatch: [
    patched((user) => user.title, { op: 'replace', path: 'title', value: 'Engineer' }),
    [200, 'Engineer'],
  ],
  members: [async ({ get, spareGroup }) => (await get(`/Groups/${spareGroup()}`)).body.members?.length, 2],
  membersExcluded: [
    async ({ get, spareGroup }) => 'members' in (await get(`/Groups/${spareGroup()}?excludedAttributes=members`)).body,
    false,
  ],
  memberAdded: [regrouped((client) => [{ op: 'add', path: 'members', value: one(client.ids.idle) }]), [204, 3]],
  memberAddedAgain: [
    regrouped((client) => [
      { op: 'add', path: 'members', value: one(client.ids.joy) },
      { op: 'replace', path: 'externalId', value: 'again' },
    ]),
    [204, 2],
  ],
  memberRemoved: [regrouped((client) => [{ op: 'remove', path: 'members', value: one(client.ids.joy) }]), [204, 1]],
  memberRemovedByPath: [
    regrouped((client) => [{ op: 'remove', path: `members[value eq "${client.ids.joy}"]` }]),
    [204, 1],
  ],
  twoMembersAdded: [
    regrouped((client) => [
      { op: 'add', path: 'members', value: [{ value: client.spareUser() }, { value: client.spareUser() }] },
    ]),
    [204, 4],
  ],
  groupRenamed: [
    async ({ patch, get, spareGroup }) => {
      const id = spareGroup();
      const { status } = await patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: 'Team' });
      return [status, (await get(`/Groups/${id}`)).body.displayName];
    },
    [204, 'Team'],
  ],
  malformed: [({ send }) => statusOf(send('POST', '/Users', { body: '{"userName":' })), 400],
  error: [
    async ({ get }) => {
      const { status, headers, body } = await get('/Users/nobody');
      return [status, headers.get('content-type')?.split(';')[0], typeof body.status];
    },
    [404, 'application/scim+json', 'string'],
  ],
  contentType: [
    async ({ get }) => (await get('/Users?count=1')).headers.get('content-type')?.split(';')[0],
    'application/scim+json',
  ],
  queryFlag: [({ get }) => statusOf(get('/Users?aadOptscim062020&count=1')), 200],
};

function listed({ status, body }: Answer): number {
  return status === 200 ? body.Resources.length : status;
}

export const HEALTHY = Object.fromEntries(Object.entries(BEHAVIOURS).map(([name, [, healthy]]) => [name, healthy]));

export async function observe(client: Prepared): Promise<Json> {
  const seen: Json = {};
  for (const [name, [look]] of Object.entries(BEHAVIOURS)) seen[name] = await look(client);
  return seen;
}
