import { expect, test } from 'vitest';
import { CORE_USER, ENTERPRISE, entraUser, freshSpace } from './space-client.ts';
import { withoutKey } from './shape.ts';

test('U01-U04 creates the user Entra sends and keeps its values as sent', async () => {
  const { send, get } = freshSpace();
  const created = await send('POST', '/Users', { body: entraUser() });
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(created.body.meta.location);
  expect(created.body.meta.location).toMatch(/^http:\/\/.+\/scim\/v2\/Users\/.+/);
  const { body } = await get(`/Users/${created.body.id}`);
  const sent = withoutKey(entraUser(), 'roles');
  expect(body).toMatchObject({ ...sent, schemas: [CORE_USER], meta: { resourceType: 'User' } });
});

test.each([
  ['U05 the same userName', { userName: 'joy@contoso.com' }, 409, 'uniqueness'],
  ['U07 the same userName in other case', { userName: 'JOY@Contoso.com' }, 409, 'uniqueness'],
  ['U08 no userName', { userName: '' }, 400, 'invalidValue'],
  ['U17 active as text that is no boolean', { userName: 'b', active: 'maybe' }, 400, 'invalidValue'],
  ['a type that is not suggested', { userName: 'b', emails: [{ type: 'moon', value: 'x' }] }, 400, 'invalidValue'],
])('%s is refused', async (_name, more, status, scimType) => {
  const { send, user } = freshSpace();
  await user();
  const answer = await send('POST', '/Users', { body: entraUser(more) });
  expect(answer.body).toMatchObject({ status: String(status), scimType });
  expect(answer.status).toBe(status);
});

test.each([
  ['U12 an unknown attribute', { shoeSize: 43 }, (body: object) => expect(body).not.toHaveProperty('shoeSize')],
  [
    'U13 a password',
    { password: 'secret-7' },
    (body: object) => expect(JSON.stringify(body)).not.toContain('secret-7'),
  ],
  [
    'U14 enterprise values',
    { [ENTERPRISE]: { department: 'R&D', employeeNumber: '7' } },
    (body: object) => expect(body).toMatchObject({ [ENTERPRISE]: { department: 'R&D', employeeNumber: '7' } }),
  ],
  [
    'U15 manager as a string',
    { [ENTERPRISE]: { manager: '123456' } },
    (body: object) => expect(body).toMatchObject({ [ENTERPRISE]: { manager: { value: '123456' } } }),
  ],
  [
    'U16 manager as an object',
    { [ENTERPRISE]: { manager: { value: '9' } } },
    (body: object) => expect(body).toMatchObject({ [ENTERPRISE]: { manager: { value: '9' } } }),
  ],
  ['U17 active as "True"', { active: 'True' }, (body: object) => expect(body).toMatchObject({ active: true })],
  ['U18 an id of the client', { id: 'mine' }, (body: object) => expect(body).not.toMatchObject({ id: 'mine' })],
  ['U20 empty e-mails', { emails: [] }, (body: object) => expect(body).not.toHaveProperty('emails')],
  [
    'names in other case',
    { DISPLAYNAME: 'X', displayName: undefined },
    (body: object) => expect(body).toMatchObject({ displayName: 'X' }),
  ],
])('%s is read as meant', async (_name, more, check) => {
  const { user, get } = freshSpace();
  const created = await user(more);
  check(created);
  check((await get(`/Users/${created.id}`)).body);
});

test.each([
  ['U09 malformed JSON', '{"userName":', 'application/scim+json', 400],
  ['U10 application/json', JSON.stringify(entraUser()), 'application/json', 201],
  ['E03 text/plain', JSON.stringify(entraUser()), 'text/plain', 415],
  ['a list as body', '[]', 'application/scim+json', 400],
])('%s answers as SCIM', async (_name, body, type, status) => {
  const answer = await freshSpace().send('POST', '/Users', { body, headers: { 'content-type': type } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
});

test('R02-R03 an unknown user answers 404 with the status as text', async () => {
  const { body, status } = await freshSpace().get('/Users/nobody');
  expect(status).toBe(404);
  expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' });
});

test('R04 a disabled user is still found', async () => {
  const { user, find, get } = freshSpace();
  const { id } = await user({ active: false });
  expect(await find('Users', 'userName eq "joy@contoso.com"')).toMatchObject({ totalResults: 1 });
  expect((await get(`/Users/${id}`)).body.active).toBe(false);
});

test.each([
  ['R05', 'attributes=userName', ['id', 'schemas', 'userName']],
  ['R05', 'attributes=NAME.givenname', ['id', 'name', 'schemas']],
  ['R05', 'attributes=emails.value', ['emails', 'id', 'schemas']],
  ['R05', `attributes=${ENTERPRISE}:department`, ['id', 'schemas', ENTERPRISE]],
])('%s ?%s answers only that', async (_id, query, keys) => {
  const { user, get } = freshSpace();
  const { id } = await user({ [ENTERPRISE]: { department: 'R&D', division: 'A' } });
  const { body } = await get(`/Users/${id}?${query}`);
  expect(Object.keys(body).sort()).toEqual(keys.sort());
  expect(JSON.stringify(body)).not.toMatch(/familyName|division|primary/);
});

test('R06 excluded attributes are absent, id never', async () => {
  const { user, get } = freshSpace();
  const { id } = await user();
  const { body } = await get(`/Users/${id}?excludedAttributes=emails,name.familyName,id`);
  expect(body).not.toHaveProperty('emails');
  expect(body).toMatchObject({ id, name: { givenName: 'Joy' } });
  expect(body.name).not.toHaveProperty('familyName');
});

test('T01-T03 PUT replaces: what is left out is gone', async () => {
  const { user, send } = freshSpace();
  const { id } = await user({ title: 'Boss' });
  const { status, body } = await send('PUT', `/Users/${id}`, { body: { userName: 'new@contoso.com' } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, userName: 'new@contoso.com' });
  expect(body).not.toHaveProperty('title');
  expect((await send('PUT', '/Users/nobody', { body: { userName: 'x' } })).status).toBe(404);
});

test('X01-X04 a deleted user is gone, and its name free', async () => {
  const { user, send, find } = freshSpace();
  const { id } = await user();
  expect(await send('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, text: '' });
  expect(await find('Users', 'userName eq "joy@contoso.com"')).toMatchObject({ totalResults: 0, Resources: [] });
  expect((await send('GET', `/Users/${id}`)).status).toBe(404);
  expect((await send('DELETE', `/Users/${id}`)).status).toBe(404);
  expect((await send('POST', '/Users', { body: entraUser() })).status).toBe(201);
});

test('E05 versions: an old If-Match is refused, an unchanged resource is not sent again', async () => {
  const { user, send, patch } = freshSpace();
  const { id, meta } = await user();
  await patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'A' });
  const stale = await send('PUT', `/Users/${id}`, { body: entraUser(), headers: { 'if-match': meta.version } });
  expect(stale.status).toBe(412);
  const { headers } = await send('GET', `/Users/${id}`);
  const again = await send('GET', `/Users/${id}`, { headers: { 'if-none-match': headers.get('etag') } });
  expect(again.status).toBe(304);
});
