import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../core/core.ts';
import { KNOWN_FAULTS } from './faults.ts';
import { createSampleApp } from './index.ts';
import { freshSpace } from './space-client.ts';

function adminClient() {
  const client = freshSpace();
  const admin = async (method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await client.sample.app.request(`/_sample${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  };
  return { ...client, admin };
}

test('makes a space once, and answers the same credentials again', async () => {
  const { admin } = adminClient();
  const first = await admin('POST', '/spaces', { name: 'acme', bearerToken: 'given-token' });
  expect(first).toMatchObject({
    status: 201,
    body: { name: 'acme', bearerToken: 'given-token', scimEndpoint: expect.stringContaining('/t/acme/scim/v2') },
  });
  expect(await admin('POST', '/spaces', { name: 'acme' })).toEqual({ status: 200, body: first.body });
  expect((await admin('GET', '/spaces')).body.map(({ name }: { name: string }) => name)).toEqual(['demo', 'acme']);
});

test.each([
  ['POST', '/spaces', { name: 'Not Good' }, 400],
  ['POST', '/spaces', { name: 'a', colour: 'red' }, 400],
  ['GET', '/spaces/nowhere', undefined, 404],
  ['PUT', '/spaces/demo/faults/unknown', {}, 404],
  ['PUT', '/spaces/demo/faults/token-expires', { startsAt: 'soon' }, 400],
])('%s %s %o is refused with %i', async (method, path, body, status) => {
  expect(await adminClient().admin(method, path, body)).toMatchObject({ status, body: { error: expect.any(String) } });
});

test('switches faults, shows what is there, and resets', async () => {
  const { admin, user, get, credentials } = adminClient();
  await user();
  expect((await admin('PUT', '/spaces/demo/faults/empty-filter-404', {})).body).toEqual([{ id: 'empty-filter-404' }]);
  expect((await get('/Users?filter=id+eq+%22x%22')).status).toBe(404);
  expect((await admin('GET', '/spaces/demo/users')).body).toMatchObject([{ userName: 'joy@contoso.com' }]);
  const requests = await admin('GET', '/spaces/demo/requests');
  expect(requests.body[0]).toMatchObject({ method: 'GET', path: '/scim/v2/Users?filter=id eq "x"', status: 404 });
  expect(JSON.stringify(requests.body)).not.toContain(credentials.bearerToken);
  expect((await admin('POST', '/spaces/demo/reset')).status).toBe(204);
  for (const list of ['users', 'groups', 'faults', 'requests'])
    expect((await admin('GET', `/spaces/demo/${list}`)).body).toEqual([]);
  expect((await admin('GET', '/spaces/demo')).body).toEqual(credentials);
});

test('sets the lifetime of tokens, and issues one for a run', async () => {
  const { admin, sample, credentials } = adminClient();
  await admin('PATCH', '/spaces/demo', { tokenLifetimeSeconds: 60 });
  const { clientId, clientSecret, tokenUrl } = credentials;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await sample.app.request(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  expect(await answer.json()).toMatchObject({ expires_in: 60 });
  expect(await admin('POST', '/spaces/demo/tokens', { lifetimeSeconds: 90, use: 'run' })).toMatchObject({
    status: 201,
    body: { token: expect.stringMatching(/^eyJ/) },
  });
});

test('spaces are separate, and a removed one is gone', async () => {
  const { admin, sample, user } = adminClient();
  const other = freshSpace('other', sample);
  await user();
  await other.user();
  await admin('DELETE', '/spaces/other');
  expect((await other.get('/Users')).status).toBe(401);
  expect((await admin('GET', '/spaces/demo/users')).body).toHaveLength(1);
  expect((await freshSpace('other', sample).get('/Users')).body.totalResults).toBe(0);
});

test('everything survives a restart, also the spaces nobody visited since', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const addresses = { entra: '', graph: '', arm: '', sampleApp: 'http://127.0.0.1:7004', control: '' };
  const start = () => createCore({ addresses, snapshotFile: join(folder, 'state.json') });
  const first = start();
  const before = freshSpace('acme', createSampleApp(first));
  const { id } = await before.user();
  before.sample.faults.set('acme', { id: 'manager-lost' });
  first.store.save();
  const second = start();
  createSampleApp(second);
  second.store.save();
  const after = freshSpace('acme', createSampleApp(start()));
  expect(after.credentials).toEqual(before.credentials);
  expect((await after.get(`/Users/${id}`)).status).toBe(200);
  expect(after.sample.faults.of('acme')).toEqual([{ id: 'manager-lost' }]);
});

test('a planted failure answers instead of the application, for its space only', async () => {
  const addresses = { entra: '', graph: '', arm: '', sampleApp: 'http://127.0.0.1:7004', control: '' };
  const core = createCore({ addresses });
  const client = freshSpace('demo', createSampleApp(core));
  const other = freshSpace('other', client.sample);
  const headers = { 'retry-after': '2' };
  core.faults.planted.insert({
    id: '1',
    service: 'sample-app',
    tenantId: 'demo',
    path: '/Users',
    times: 1,
    status: 429,
    headers,
  });
  expect((await other.get('/Users')).status).toBe(200);
  const throttled = await client.get('/Users');
  expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await client.get('/Users')).status).toBe(200);
  expect(core.requests.entries.map(({ status, tenantId }) => [status, tenantId])).toEqual([
    [200, 'other'],
    [429, 'demo'],
    [200, 'demo'],
  ]);
});

test('the page shows what arrived and escapes it', async () => {
  const { sample, user, group } = adminClient();
  const { id } = await user({ displayName: '<b>Joy</b>' });
  await group('Staff', [id]);
  const live = await (await sample.app.request('/t/demo/live')).text();
  expect(live).toContain('&lt;b&gt;Joy&lt;/b&gt;');
  expect(live).not.toContain('<b>Joy');
  expect(live).toContain('Groups (1)');
  const page = await sample.app.request('/t/demo/');
  expect([page.status, (await page.text()).match(/role="switch"/g)?.length]).toEqual([200, KNOWN_FAULTS.length]);
  expect((await sample.app.request('/t/nowhere/')).status).toBe(404);
});
