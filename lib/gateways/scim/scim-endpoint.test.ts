import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { closedPort, failureOf, openCloud } from '../emulator.fixture.ts';
import { guardedHttp } from './guarded-http.ts';
import { guardedScimEndpoint } from './scim-endpoint.ts';

const { emulator } = await openCloud();
const open = new Set([new URL(emulator.addresses.sampleApp).host]);
const scim = guardedScimEndpoint(guardedHttp(open));

function vendor() {
  return emulator.sampleApp.createSpace(`v-${crypto.randomUUID().slice(0, 8)}`);
}

function plant(path: string, fault: { status: number; body?: unknown; headers?: Record<string, string> }) {
  emulator.core.faults.planted.insert({ id: crypto.randomUUID(), service: 'sample-app', path, times: 1, ...fault });
}

test('reads below the endpoint, whatever flags and slashes its address ends with', async () => {
  const { scimEndpoint, bearerToken } = vendor();
  for (const address of [scimEndpoint, `${scimEndpoint}/`, `${scimEndpoint}/?aadOptscim062020`]) {
    const answer = await scim.get(address, bearerToken, '/Users?filter=userName%20eq%20%22nobody%22');
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0 } });
    expect(answer.headers['content-type']).toContain('application/scim+json');
    expect(answer.durationMs).toBeGreaterThanOrEqual(0);
  }
});

test('a status is an answer, and a body that is no JSON is text', async () => {
  const { name, scimEndpoint, bearerToken } = vendor();
  expect(await scim.get(scimEndpoint, 'a-wrong-token', '/Users')).toMatchObject({ status: 401 });
  plant(`/t/${name}/`, { status: 502, body: '<html>busy</html>' });
  const answer = await scim.get(scimEndpoint, bearerToken, '/Users');
  expect(answer).toMatchObject({ status: 502, text: '<html>busy</html>', body: undefined });
});

test('an endpoint that nobody listens on is unavailable, and a private one is refused', async () => {
  const closed = new URL(await closedPort());
  const reaching = guardedScimEndpoint(guardedHttp(new Set([closed.host])));
  const unavailable = { code: 'upstream-unavailable', message: expect.stringContaining('the connection was refused') };
  await expect(reaching.get(`http://${closed.host}/scim`, 'token', '/Users')).rejects.toMatchObject(unavailable);
  await expect(scim.get('http://10.0.0.1/scim', 'token', '/Users')).rejects.toMatchObject({ code: 'address-refused' });
});

test('a bearer token stands for itself, and says when it expires if it can', async () => {
  expect(await scim.bearerToken({ kind: 'bearer', token: 'opaque' })).toEqual({
    token: 'opaque',
    expiresAt: undefined,
  });
  const expiresAt = new Date('2030-01-01T00:00:00Z');
  const token = await new SignJWT().setProtectedHeader({ alg: 'HS256' }).setExpirationTime(expiresAt).sign(new Uint8Array(32)); // prettier-ignore
  expect(await scim.bearerToken({ kind: 'bearer', token })).toEqual({ token, expiresAt });
});

test('client credentials are turned into a token that the endpoint takes', async () => {
  const { scimEndpoint, clientId, clientSecret, tokenUrl } = vendor();
  const before = Date.now();
  const minted = await scim.bearerToken({ kind: 'client-credentials', clientId, clientSecret, tokenUrl });
  expect(minted.expiresAt?.getTime()).toBeGreaterThanOrEqual(before + 3_600_000);
  expect(await scim.get(scimEndpoint, minted.token, '/Users')).toMatchObject({ status: 200 });
});

test('credentials of any characters arrive as they are, and the scope is asked for', async () => {
  const name = `v-${crypto.randomUUID().slice(0, 8)}`;
  const odd = { clientId: 'a:b%&=+ ü', clientSecret: 'c:d%&=+ ö' };
  const { tokenUrl, scimEndpoint } = emulator.sampleApp.createSpace(name, odd);
  const { token } = await scim.bearerToken({ kind: 'client-credentials', ...odd, tokenUrl, scope: 'run' });
  expect(await scim.get(scimEndpoint, token, '/Users')).toMatchObject({ status: 200 });
});

test.each([
  ['refuses the client', { status: 401, body: { error: 'invalid_client', hint: 'planted-value' } }],
  ['answers without a token', { status: 200, body: { token: 'planted-value' } }],
  ['answers no JSON', { status: 200, body: 'planted-value' }],
])('a token endpoint that %s has refused, and nothing of its answer is told', async (_what, fault) => {
  const { name, clientId, clientSecret, tokenUrl } = vendor();
  plant(`/t/${name}/oauth`, fault);
  const minting = scim.bearerToken({ kind: 'client-credentials', clientId, clientSecret, tokenUrl });
  const failure = await failureOf(minting);
  expect(failure).toMatchObject({ code: 'token-refused', details: { upstreamStatus: fault.status } });
  expect(failure.message + JSON.stringify(failure.details)).not.toMatch(new RegExp(`planted-value|${clientSecret}`));
});
