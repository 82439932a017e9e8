import { expect, test } from 'vitest';
import {
  errorOf,
  FRESH_SUBSCRIPTION,
  GROUP,
  NOBODY,
  OTHER_SUBSCRIPTION,
  OTHER_TENANT,
  OWNER,
  ROLES,
  startArm,
  SUBSCRIPTION,
  TENANT,
  tokenOf,
} from './arm.fixture.ts';

type List = { value: { subscriptionId: string }[] };

test('lists the subscriptions on which the caller has a role, and no others', async () => {
  const { call } = startArm();
  const list = (await (await call('GET', '/subscriptions')).json()) as List;
  expect(list.value.map((one) => one.subscriptionId)).toEqual([SUBSCRIPTION, FRESH_SUBSCRIPTION]);
  expect(await (await call('GET', '/subscriptions', { as: NOBODY })).json()).toEqual({ value: [] });
});

test('a role on a resource group inside makes the subscription show', async () => {
  const { call, grant } = startArm();
  grant(NOBODY, ROLES.reader, GROUP);
  const list = (await (await call('GET', '/subscriptions', { as: NOBODY })).json()) as List;
  expect(list.value.map((one) => one.subscriptionId)).toEqual([SUBSCRIPTION]);
  expect((await call('GET', `/subscriptions/${SUBSCRIPTION}/locations`, { as: NOBODY })).status).toBe(200);
});

test('a role reaches people through nested groups', async () => {
  const { call, grant, directory } = startArm();
  const seen = {
    tenantId: TENANT,
    createdAt: '',
    visibleAt: '',
    displayName: 'g',
    properties: {},
  };
  directory.groups.insert({ id: 'outer', ...seen, memberIds: ['inner'] });
  directory.groups.insert({ id: 'inner', ...seen, memberIds: [NOBODY] });
  grant('outer', ROLES.reader, `/subscriptions/${SUBSCRIPTION}`);
  expect((await call('GET', GROUP, { as: NOBODY })).status).toBe(200);
});

test('names client, object id, action and scope when a caller lacks the right', async () => {
  const { call } = startArm();
  const refused = await errorOf(await call('GET', GROUP, { as: NOBODY }));
  expect(refused).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  for (const named of [
    'isv-no-azure@contoso.example',
    NOBODY,
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    GROUP,
  ]) {
    expect(refused.message).toContain(`'${named}'`);
  }
});

test('a subscription that does not exist is not found, one of another tenant asks for a token of that tenant', async () => {
  const { call } = startArm();
  const missing = '99999999-0000-0000-0000-000000000009';
  expect(await errorOf(await call('GET', `/subscriptions/${missing}`))).toMatchObject({
    status: 404,
    code: 'SubscriptionNotFound',
  });
  const foreign = await call('GET', `/subscriptions/${OTHER_SUBSCRIPTION}`);
  expect(foreign.headers.get('www-authenticate')).toContain(`https://login.windows.net/${OTHER_TENANT}`);
  expect(await errorOf(foreign)).toMatchObject({ status: 401, code: 'InvalidAuthenticationTokenTenant' });
});

test.each([
  [{}, 'AuthenticationFailed'],
  [{ authorization: 'Bearer nonsense' }, 'InvalidAuthenticationToken'],
  [{ authorization: 'Bearer expired' }, 'ExpiredAuthenticationToken'],
])('a request with headers %j is answered %s', async (headers, code) => {
  const { call } = startArm();
  const refused = await call('GET', '/subscriptions', { headers });
  expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(await errorOf(refused)).toMatchObject({ status: 401, code });
});

test('a claims challenge of Entra is passed on', async () => {
  const { call, challenged } = startArm();
  challenged.add(OWNER);
  const refused = await call('PUT', GROUP, { body: { location: 'westeurope' } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('error="insufficient_claims"');
});

test('an api-version is required and has to be one that exists', async () => {
  const { app, call } = startArm();
  const headers = { authorization: `Bearer ${tokenOf(NOBODY)}` };
  expect(await errorOf(await app.request('https://arm.test/subscriptions', { headers }))).toMatchObject({
    code: 'MissingApiVersionParameter',
  });
  expect(await errorOf(await call('GET', '/subscriptions', { version: '1999-01-01' }))).toMatchObject({
    code: 'InvalidApiVersionParameter',
  });
  const workflows = `${GROUP}/providers/Microsoft.Logic/workflows`;
  expect(await errorOf(await call('GET', workflows, { version: '2022-03-01' }))).toMatchObject({
    code: 'NoRegisteredProviderFound',
  });
});

test('says loudly what it does not have', async () => {
  const { call } = startArm();
  const site = await call('PUT', `${GROUP}/providers/Microsoft.Web/sites/standard`, { body: {} });
  expect(await errorOf(site)).toMatchObject({ status: 501, code: 'NotImplemented' });
});

test('counts down the remaining reads and names each request', async () => {
  const { call } = startArm();
  const [first, second] = [await call('GET', GROUP), await call('GET', GROUP)];
  const remaining = (one: Response) => Number(one.headers.get('x-ms-ratelimit-remaining-subscription-reads'));
  expect(remaining(second)).toBe(remaining(first) - 1);
  expect(first.headers.get('x-ms-request-id')).not.toBe(second.headers.get('x-ms-request-id'));
  const headers = { authorization: `Bearer ${tokenOf(NOBODY)}`, 'x-ms-correlation-request-id': 'abc' };
  expect((await call('GET', GROUP, { headers })).headers.get('x-ms-correlation-request-id')).toBe('abc');
});

test('refuses the write after the last of the hour and says when to come back', async () => {
  const { call } = startArm({ timeScale: 1 });
  const body = { location: 'westeurope' };
  const answers = [];
  for (let nth = 0; nth <= 1_200; nth += 1) answers.push(await call('PUT', GROUP, { body }));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(3_000);
});

test('a planted fault answers once instead of the service, and the request log shows both', async () => {
  const { call, core } = startArm();
  core.faults.planted.insert({
    id: '1',
    service: 'arm',
    method: 'GET',
    path: '/resourceGroups/validation$',
    times: 1,
    status: 503,
  });
  expect((await call('GET', GROUP.replace('resourceGroups', 'resourcegroups'))).status).toBe(503);
  expect((await call('GET', GROUP)).status).toBe(200);
  expect(core.requests.entries.map(({ status, tenantId }) => [status, tenantId])).toEqual([
    [503, TENANT],
    [200, TENANT],
  ]);
});
