import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../index.ts';
import { SEED, type IsvSeed } from '../seed/index.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ portal: { redirectUris: [] } });
});
afterAll(() => emulator.stop());

async function control<Body>(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${emulator.addresses.control}/_emulator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Body };
}
const freshTenant = async () => (await control<IsvSeed>('POST', '/tenants')).body;
const entraMetadata = (tenant: string) =>
  fetch(`${emulator.addresses.entra}/${tenant}/v2.0/.well-known/openid-configuration`);

test('health tells where every service answers', async () => {
  const { body } = await control('GET', '/health');
  expect(body).toEqual({ status: 'ok', addresses: emulator.addresses });
});

test('a page of another origin is kept out', async () => {
  const url = `${emulator.addresses.control}/_emulator/reset`;
  const foreign = await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
});

test('a fresh tenant has its own cast, subscription and domains', async () => {
  const [one, other] = [await freshTenant(), await freshTenant()];
  expect(one.tenantId).not.toBe(other.tenantId);
  expect(one.domain).not.toBe(other.domain);
  expect(emulator.arm.state.subscriptions.get(one.subscription.id)).toMatchObject({ tenantId: one.tenantId });
  const { body } = await control<{ objectId: string; tenantId: string }[]>('GET', '/personas');
  const cast = body.filter(({ tenantId }) => tenantId === one.tenantId).map(({ objectId }) => objectId);
  expect(cast).toEqual(Object.values(one.personas).map(({ objectId }) => objectId));
});

test('a fault hits its tenant as often as planted, and no other', async () => {
  const [{ tenantId }, other] = [await freshTenant(), await freshTenant()];
  await control('POST', '/faults', {
    service: 'entra',
    tenantId,
    path: 'openid-configuration',
    times: 2,
    status: 503,
    headers: { 'retry-after': '7' },
  });
  const first = await entraMetadata(tenantId);
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7']);
  expect((await entraMetadata(other.tenantId)).status).toBe(200);
  expect((await entraMetadata(tenantId)).status).toBe(503);
  expect((await entraMetadata(tenantId)).status).toBe(200);
});

test('faults are listed and cleared by tenant', async () => {
  const { tenantId } = await freshTenant();
  const fault = { service: 'graph', tenantId, path: '/me', status: 500 };
  const { body } = await control<{ id: string }>('POST', '/faults', fault);
  expect((await control('GET', `/faults?tenantId=${tenantId}`)).body).toEqual([{ ...fault, id: body.id, times: 1 }]);
  await control('DELETE', `/faults?tenantId=${tenantId}`);
  expect((await control('GET', `/faults?tenantId=${tenantId}`)).body).toEqual([]);
});

test('what does not fit is refused by name', async () => {
  expect(await control('POST', '/faults', { service: 'mars', path: '(', status: 500 })).toMatchObject({
    status: 400,
    body: { error: expect.stringMatching(/service: .*path: is not a regular expression/) },
  });
  expect(await control('PATCH', '/knobs', { gravity: 3 })).toMatchObject({ status: 400 });
  expect(await control('GET', '/nothing')).toMatchObject({ status: 404 });
});

test('requests are listed by tenant, service and path', async () => {
  const { tenantId } = await freshTenant();
  await entraMetadata(tenantId);
  const { body } = await control<unknown[]>('GET', `/requests?tenantId=${tenantId}&service=entra&path=openid`);
  expect(body).toEqual([expect.objectContaining({ method: 'GET', status: 200, service: 'entra', tenantId })]);
  await control('DELETE', `/requests?tenantId=${tenantId}`);
  expect((await control('GET', `/requests?tenantId=${tenantId}`)).body).toEqual([]);
});

test('a claims challenge is planted and lifted', async () => {
  const { tenantId, personas } = await freshTenant();
  const planted = await control<{ id: string }>('POST', '/claims-challenges', {
    tenantId,
    resource: 'graph',
    at: 'resource',
  });
  const authorization = `Bearer ${(await emulator.entra.userToken({ userId: personas.admin.objectId, audience: 'graph', scopes: ['User.Read'] })).accessToken}`;
  const challenge = async () =>
    emulator.entra.claimsChallengeFor(await emulator.entra.verifyCaller(authorization, 'graph'), 'graph');
  expect(await challenge()).toContain('insufficient_claims');
  await control('DELETE', `/claims-challenges/${planted.body.id}`);
  expect(await challenge()).toBeUndefined();
});

test('resetting one tenant leaves the others and everything that is not of it', async () => {
  const [one, other] = [await freshTenant(), await freshTenant()];
  await control('POST', '/reset', { tenantId: one.tenantId });
  expect(emulator.directory.tenants.get(one.tenantId)).toBeUndefined();
  expect(emulator.arm.state.subscriptions.get(one.subscription.id)).toBeUndefined();
  expect(emulator.arm.state.subscriptions.get(other.subscription.id)).toBeDefined();
  expect(emulator.directory.users.get(other.personas.admin.objectId)).toBeDefined();
});

test('resetting a seeded tenant brings its people and subscription back', async () => {
  const { tenantId, personas, subscription } = SEED.contoso;
  const before = emulator.directory.users.find((user) => user.tenantId === tenantId).length;
  emulator.directory.users.remove(personas.noAzure.objectId);
  await control('POST', '/reset', { tenantId });
  expect(emulator.directory.users.find((user) => user.tenantId === tenantId)).toHaveLength(before);
  expect(emulator.arm.state.subscriptions.get(subscription.id)).toMatchObject({ displayName: 'Contoso Dev' });
});

test('a full reset forgets what tests made and turns the knobs back', async () => {
  const { tenantId } = await freshTenant();
  const kept = emulator.sampleApp.createSpace('demo').bearerToken;
  await control('PATCH', '/knobs', { pageSize: 3 });
  await control('POST', '/reset');
  expect(emulator.directory.tenants.get(tenantId)).toBeUndefined();
  expect(emulator.core.knobs.pageSize).toBe(100);
  expect(emulator.sampleApp.createSpace('demo').bearerToken).toBe(kept);
  expect(emulator.directory.users.get(SEED.contoso.personas.admin.objectId)).toBeDefined();
});

test('the switches of the sample application are reachable here', async () => {
  const { body } = await control<{ name: string }>('POST', '/sample-app/spaces', { name: 'by-control' });
  expect(body.name).toBe('by-control');
});

test('a cycle of an unknown job is not found', async () => {
  expect(await control('POST', '/sync-jobs/none/cycle')).toMatchObject({ status: 404 });
});
