import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  addServicePrincipal,
  APP_ADMIN,
  bodyOf,
  errorOf,
  GLOBAL_ADMIN,
  MEMBER,
  startGraph,
  TENANT,
  tokenOf,
} from './graph.fixture.ts';

test('refuses a missing or malformed token as Graph does', async () => {
  const { app, call } = startGraph();
  const missing = await app.request('https://graph.test/v1.0/me');
  expect(await errorOf(missing)).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
  expect(missing.headers.get('www-authenticate')).toContain('Bearer');
  expect((await call('GET', '/me', { token: 'Bearer nonsense' })).status).toBe(401);
});

test('echoes the client request id and gives one of its own, on errors too', async () => {
  const { call } = startGraph();
  const id = randomUUID();
  const answer = await call('GET', '/users/nobody@contoso.example', { headers: { 'client-request-id': id } });
  expect(answer.headers.get('client-request-id')).toBe(id);
  const { error } = (await answer.json()) as { error: { innerError: Record<string, string> } };
  expect(error.innerError['client-request-id']).toBe(id);
  expect(error.innerError['request-id']).toBe(answer.headers.get('request-id'));
  expect(answer.headers.get('odata-version')).toBe('4.0');
});

test('says 501 for what it does not do: a path, a filter, a query option', async () => {
  const { call } = startGraph();
  const asked = ['/sites/root', "/users?$filter=city eq 'Leeds'", '/users?$orderby=displayName', '/users?$search="x"'];
  for (const path of asked) {
    expect(await errorOf(await call('GET', path)), path).toMatchObject({ status: 501, code: 'NotImplemented' });
  }
});

test('serves both versions, and users whole only in beta', async () => {
  const { call } = startGraph();
  const stable = await bodyOf(await call('GET', `/users/${MEMBER}`));
  const beta = await bodyOf(await call('GET', `/users/${MEMBER}`, { version: 'beta' }));
  expect(Object.keys(stable)).not.toContain('accountEnabled');
  expect(beta).toMatchObject({ accountEnabled: true, faxNumber: null });
  expect(beta['@odata.context']).toBe('https://graph.test/beta/$metadata#users/$entity');
});

test('answers a planted fault once, for its tenant only', async () => {
  const { call, core } = startGraph();
  const body = { error: { code: 'TooManyRequests', message: 'Slow down.' } };
  const fault = { service: 'graph', tenantId: TENANT, path: '/users', times: 1, status: 429 } as const;
  core.faults.planted.insert({ ...fault, id: 'busy', headers: { 'retry-after': '7' }, body });
  const throttled = await call('GET', '/users');
  expect(throttled.headers.get('retry-after')).toBe('7');
  expect(throttled.headers.get('request-id')).toBeTruthy();
  expect(await errorOf(throttled)).toMatchObject({ status: 429, code: 'TooManyRequests' });
  expect((await call('GET', '/users')).status).toBe(200);
  expect(core.requests.entries.map(({ status }) => status)).toEqual([429, 200]);
});

test('passes a claims challenge on in WWW-Authenticate', async () => {
  const { call, challenges } = startGraph();
  challenges.set(MEMBER, 'Bearer realm="", error="insufficient_claims", claims="e30="');
  const refused = await call('GET', '/me', { objectId: MEMBER });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('insufficient_claims');
  expect((await call('GET', '/me', { objectId: APP_ADMIN })).status).toBe(200);
});

test('mounts synchronization under the service principal, whichever way it is addressed', async () => {
  const { call, directory } = startGraph();
  const { id, appId } = addServicePrincipal(directory);
  const seen = { servicePrincipalId: id, caller: GLOBAL_ADMIN, version: 'beta' };
  for (const address of [
    `/servicePrincipals/${id}`,
    `/serviceprincipals(appId='${appId}')`,
    `//servicePrincipals('${id}')`,
  ]) {
    expect(await bodyOf(await call('GET', `${address}/synchronization/jobs`, { version: 'beta' }))).toEqual(seen);
  }
  const logs = await call('GET', "/auditLogs/provisioning?$filter=jobId%20eq%20%27a%27 and x eq 'b'");
  expect(await bodyOf(logs)).toMatchObject({ filter: "jobId eq 'a' and x eq 'b'" });
});

test("the provisioning engine's refusals keep their status, codes and inner error", async () => {
  const { call, directory } = startGraph();
  const { id } = addServicePrincipal(directory);
  const refused = await call('POST', `/servicePrincipals/${id}/synchronization/jobs/validateCredentials`);
  expect(refused.status).toBe(400);
  expect(await bodyOf(refused)).toMatchObject({
    error: {
      code: 'CredentialValidationUnavailable',
      message: 'outer',
      innerError: { code: 'InvalidCredentials', message: 'inner' },
    },
  });
});

test('an alternate key finds nothing in another tenant', async () => {
  const { app, directory } = startGraph();
  const { appId } = addServicePrincipal(directory, { tenantId: randomUUID() });
  const answer = await app.request(`https://graph.test/v1.0/servicePrincipals(appId='${appId}')`, {
    headers: { authorization: tokenOf() },
  });
  expect(await errorOf(answer)).toMatchObject({ status: 404, code: 'Request_ResourceNotFound' });
});
