import { expect, test } from 'vitest';
import { CORE_USER, ENTERPRISE, freshSpace } from './space-client.ts';

type Described = {
  name: string;
  type: string;
  multiValued: boolean;
  required: boolean;
  mutability: string;
  returned: string;
  subAttributes?: Described[];
};

test('D01-D03 says what it supports, bulk excepted', async () => {
  const { body, status } = await freshSpace().get('/ServiceProviderConfig');
  expect(status).toBe(200);
  expect(body).toMatchObject({ patch: { supported: true }, filter: { supported: true }, bulk: { supported: false } });
  expect(body.authenticationSchemes).toEqual([expect.objectContaining({ type: 'oauthbearertoken', primary: true })]);
});

test('D04-D06 lists the three schemas', async () => {
  const { body } = await freshSpace().get('/Schemas');
  expect(body.totalResults).toBe(3);
  expect(body.Resources.map(({ id }) => id)).toEqual(
    expect.arrayContaining([CORE_USER, ENTERPRISE, 'urn:ietf:params:scim:schemas:core:2.0:Group']),
  );
});

test('D07 describes every attribute completely and never with null', async () => {
  const { body, text } = await freshSpace().get('/Schemas');
  expect(text).not.toContain('null');
  const flat = (list: Described[]): Described[] => list.flatMap((one) => [one, ...flat(one.subAttributes ?? [])]);
  const attributes = body.Resources.flatMap((schema) => flat(schema.attributes as Described[]));
  expect(attributes.length).toBeGreaterThan(80);
  for (const one of attributes) {
    expect(one).toMatchObject({
      name: expect.any(String),
      multiValued: expect.any(Boolean),
      required: expect.any(Boolean),
    });
    expect(['readOnly', 'readWrite', 'immutable', 'writeOnly']).toContain(one.mutability);
    expect(['always', 'never', 'default', 'request']).toContain(one.returned);
  }
});

test('D08 userName is required, unique and not case exact; externalId can be looked up', async () => {
  const { body } = await freshSpace().get(`/Schemas/${CORE_USER}`);
  const find = (name: string) => (body.attributes as Described[]).find((one) => one.name === name);
  expect(find('userName')).toMatchObject({ required: true, caseExact: false, uniqueness: 'server' });
  expect(find('emails')).toMatchObject({ type: 'complex', multiValued: true });
  expect(find('externalId')).toMatchObject({ type: 'string', caseExact: true });
});

test.each([
  ['D09', 'GET', `/Schemas/${encodeURIComponent(CORE_USER)}`, 200],
  ['D10', 'GET', '/Schemas/urn:unknown', 404],
  ['D11', 'GET', '/ResourceTypes', 200],
  ['D12', 'GET', '/ResourceTypes/User', 200],
  ['D14', 'GET', '/Schemas?filter=id%20pr', 403],
  ['D15', 'POST', '/ServiceProviderConfig', 405],
  ['D15', 'DELETE', '/ServiceProviderConfig', 405],
  ['D15', 'PUT', `/Schemas/${CORE_USER}`, 405],
  ['E01', 'GET', '/Nothing', 404],
  ['E06', 'POST', '/Bulk', 501],
  ['E07', 'GET', '/Me', 501],
])('%s %s %s answers %i as SCIM', async (_id, method, path, status) => {
  const answer = await freshSpace().send(method, path);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
  if (status >= 400) expect(answer.body).toMatchObject({ status: String(status), detail: expect.any(String) });
});

test('D12 names the endpoint and the extension of users', async () => {
  const { body } = await freshSpace().get('/ResourceTypes/User');
  expect(body).toMatchObject({
    endpoint: '/Users',
    schema: CORE_USER,
    schemaExtensions: [{ schema: ENTERPRISE, required: false }],
  });
});
