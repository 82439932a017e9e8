import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { sessionReader } from './session.ts';

const CLIENT = '3f1b7f0e-93a5-4c53-8f0e-2f1d8a3b9c11';
const OPERATOR = 'b7f5d1c2-1c2d-4e5f-8a9b-0c1d2e3f4a5b';
const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';
const ANN = 'a0000000-0000-4000-8000-000000000001';

const [shared, personal, stranger] = await Promise.all(
  ['shared', 'personal', 'stranger'].map(async (kid) => ({ kid, ...(await generateKeyPair('RS256')) })),
);
const entra = createServer((_request, response) => void keySet().then((body) => response.end(JSON.stringify(body))));
await once(entra.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${(entra.address() as AddressInfo).port}`;
afterAll(() => entra.close());

async function keySet() {
  const published = async (key: typeof shared, tenant: string) => ({
    ...(await exportJWK(key!.publicKey)),
    kid: key!.kid,
    issuer: `${base}/${tenant}/v2.0`,
  });
  return { keys: await Promise.all([published(shared, '{tenantid}'), published(personal, CONSUMERS)]) };
}

const readSession = sessionReader(
  readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgresql://x',
    PORTAL_URL: 'http://localhost:3000',
    PORTAL_CLIENT_ID: CLIENT,
    PORTAL_CLIENT_SECRET: 's',
    OPERATOR_TENANT_ID: OPERATOR,
    ENTRA_METADATA_URL: base,
  }),
);

type Wish = Record<string, unknown> & { tid?: string; key?: typeof shared; audience?: string; expires?: string };

async function bearer({ key = shared, audience = CLIENT, expires = '1h', ...claims }: Wish = {}): Promise<string> {
  const tid = claims.tid ?? CONTOSO;
  const payload = { tid, oid: ANN, iss: `${base}/${tid}/v2.0`, scp: 'access_as_user', name: 'Ann', ...claims };
  const token = new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: key!.kid });
  return `Bearer ${await token.setAudience(audience).setExpirationTime(expires).sign(key!.privateKey)}`;
}

test('a person is tenant and object id, with the token for calls on their behalf', async () => {
  const authorization = await bearer({ preferred_username: 'ann@contoso.example' });
  expect(await readSession(authorization)).toMatchObject({
    tenantId: CONTOSO,
    objectId: ANN,
    name: 'Ann',
    username: 'ann@contoso.example',
    roles: [],
    token: authorization.slice('Bearer '.length),
  });
});

test('roles count in the operator’s tenant only, and only those we know', async () => {
  const roles = ['Reviewer', 'Emperor'];
  expect((await readSession(await bearer({ tid: OPERATOR, roles }))).roles).toEqual(['Reviewer']);
  expect((await readSession(await bearer({ tid: CONTOSO, roles }))).roles).toEqual([]);
});

test.each<[string, Wish, string]>([
  ['another audience', { audience: 'https://graph.microsoft.com' }, 'sign-in-required'],
  ['the issuer of another tenant', { iss: `${base}/${OPERATOR}/v2.0` }, 'sign-in-required'],
  ['another host as issuer', { iss: `https://evil.example/${CONTOSO}/v2.0` }, 'sign-in-required'],
  ['a tenant that is no GUID', { tid: 'organizations' }, 'sign-in-required'],
  ['another scope', { scp: 'User.Read' }, 'sign-in-required'],
  ['no scope, as applications have', { scp: undefined, roles: ['Reviewer'] }, 'sign-in-required'],
  ['an unknown key', { key: stranger }, 'sign-in-required'],
  ['a key that may only sign for personal accounts', { key: personal }, 'sign-in-required'],
  ['an end in the past', { expires: '-2m' }, 'sign-in-expired'],
  ['a personal account', { tid: CONSUMERS, key: personal }, 'personal-account'],
])('a token with %s is refused', async (_what, wish, code) => {
  await expect(readSession(await bearer(wish))).rejects.toMatchObject({ code });
});

test.each([null, '', 'Basic YTpi', 'Bearer ', 'Bearer not-a-token', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
  'the header %j signs nobody in',
  async (authorization) => {
    await expect(readSession(authorization)).rejects.toMatchObject({ code: 'sign-in-required' });
  },
);
