import { createHash, X509Certificate as NodeCertificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { x509 } from '#emulator/core/x509.ts';
import { closedPort, failureOf, openCloud, PORTAL_SECRET } from '../emulator.fixture.ts';
import { entraTokens, type PortalIdentity } from './entra-tokens.ts';

const certificate = await makeCertificate();
const cloud = await openCloud({ certificatePem: certificate.pem });
const { emulator } = cloud;
const ARM = expect.stringMatching(/^https:\/\/management\.azure\.com\/?$/);
const clientId = emulator.SEED.portal.clientId;
const tokens = portal();

/** The portal with its secret, or with what else is given. */
function portal(over: Partial<PortalIdentity> = {}, base = emulator.addresses.entra) {
  const at = `${base}/{tenantid}`;
  const authorityMetadata = JSON.stringify({
    issuer: `${at}/v2.0`,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    token_endpoint: `${at}/oauth2/v2.0/token`,
    jwks_uri: `${at}/discovery/v2.0/keys`,
  });
  const authorityUrl = 'https://login.microsoftonline.com';
  return entraTokens({
    ...{ graphUrl: emulator.addresses.graph, armUrl: emulator.addresses.arm },
    ...{ clientId, authorityUrl, authorityMetadata, timeoutMs: 2_000, clientSecret: PORTAL_SECRET },
    ...over,
  } as PortalIdentity);
}

/** A vendor that let the portal in, with the scopes its administrator agreed to. */
function vendor({ graph = [] as string[], arm = [] as string[] } = {}) {
  const isv = emulator.seedTenant();
  const { tenantId } = isv;
  const id = () => crypto.randomUUID();
  const { directory } = emulator;
  const [portalInOperator] = directory.servicePrincipals.find(({ appId }) => appId === clientId);
  directory.servicePrincipals.insert({ ...portalInOperator!, id: id(), tenantId });
  const resources = { '00000003-0000-0000-c000-000000000000': graph, '797f4846-ba00-4fd7-ba43-dac1f8f63013': arm };
  for (const [resourceAppId, scopes] of Object.entries(resources)) {
    const oidc = resourceAppId.startsWith('00000003') ? ['openid', 'profile', 'offline_access'] : [];
    directory.permissionGrants.insert({
      ...{ id: id(), tenantId, clientAppId: clientId, resourceAppId },
      scopes: [...oidc, ...scopes],
    });
  }
  return isv;
}
type Isv = ReturnType<typeof vendor>;

async function signedIn({ tenantId, personas }: Isv, who: keyof Isv['personas'] = 'admin') {
  const { objectId: userId } = personas[who];
  const { accessToken } = await emulator.entra.userToken({ userId, audience: 'portal', scopes: ['access_as_user'] });
  return { tenantId, token: accessToken };
}

async function makeCertificate() {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await crypto.subtle.generateKey({ ...algorithm, modulusLength: 2048 }, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Portal', keys, signingAlgorithm: algorithm },
    notAfter: new Date(Date.now() + 86_400_000),
  });
  const privateKey = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const pem = made.toString('pem');
  const thumbprintSha256 = createHash('sha256').update(new NodeCertificate(pem).raw).digest('hex');
  return { pem, privateKey, thumbprintSha256 };
}

test('a token for Graph, and one for Azure, on behalf of the signed-in person', async () => {
  const isv = vendor({ graph: ['Domain.Read.All', 'User.Read'], arm: ['user_impersonation'] });
  const user = await signedIn(isv);
  const graph = decodeJwt(await tokens.onBehalfOf(user, 'graph', ['Domain.Read.All']));
  expect(graph).toMatchObject({ aud: 'https://graph.microsoft.com', tid: isv.tenantId, oid: isv.personas.admin.objectId }); // prettier-ignore
  expect(String(graph.scp).split(' ')).toContain('Domain.Read.All');
  const arm = decodeJwt(await tokens.onBehalfOf(user, 'arm', ['user_impersonation']));
  expect(arm).toMatchObject({ aud: ARM, oid: isv.personas.admin.objectId });
});

test('what is agreed to for Graph is told, of this person and nothing of others', async () => {
  const isv = vendor({ graph: ['Domain.Read.All', 'User.Read'], arm: ['user_impersonation'] });
  const granted = await tokens.grantedTo(await signedIn(isv), 'graph');
  expect(granted).toEqual(expect.arrayContaining(['Domain.Read.All', 'User.Read']));
  expect(granted).not.toContain('user_impersonation');
  expect(granted).not.toContain('.default');
});

test('every scope that the journey names exists', async () => {
  const scopes = ['User.Read', 'User.ReadBasic.All', 'RoleEligibilitySchedule.Read.Directory'];
  const user = await signedIn(vendor({ graph: scopes }));
  for (const scope of scopes) expect(await tokens.onBehalfOf(user, 'graph', [scope])).toBeTruthy();
});

test('a permission that nobody agreed to is named', async () => {
  const user = await signedIn(vendor({ graph: ['User.Read'] }));
  const asking = tokens.onBehalfOf(user, 'graph', ['User.Read', 'Synchronization.ReadWrite.All']);
  const scopes = ['User.Read', 'Synchronization.ReadWrite.All'].map((one) => `https://graph.microsoft.com/${one}`);
  await expect(asking).rejects.toMatchObject({
    code: 'consent-required',
    details: { scopes, upstreamCode: 'AADSTS65001', upstreamRequestId: expect.stringMatching(/./) },
  });
});

test('tokens are asked for the cloud in which Graph and Azure are', async () => {
  const isv = vendor();
  const user = await signedIn(isv);
  const elsewhere = portal({ graphUrl: 'https://graph.microsoft.us', armUrl: 'https://management.usgovcloudapi.net' });
  const refusal = { error: 'invalid_grant', suberror: 'consent_required', error_description: 'AADSTS65001: Planted.' };
  cloud.plant(isv, { service: 'entra', path: '/token$', status: 400, body: refusal, times: 2 });
  const graph = await failureOf(elsewhere.onBehalfOf(user, 'graph', ['User.Read']));
  expect(graph.details).toMatchObject({ scopes: ['https://graph.microsoft.us/User.Read'] });
  const arm = await failureOf(elsewhere.asPortal(isv.tenantId, 'arm'));
  expect(arm.details).toMatchObject({ scopes: ['https://management.usgovcloudapi.net/.default'] });
});

test('a demand for a stronger sign-in comes with its claims, and a stronger sign-in meets it', async () => {
  const isv = vendor({ arm: ['user_impersonation'] });
  const id = 'c1';
  emulator.entra.state.challenges.insert({ id, tenantId: isv.tenantId, resource: 'arm', at: 'token' });
  const failure = await failureOf(tokens.onBehalfOf(await signedIn(isv), 'arm', ['user_impersonation']));
  expect(failure).toMatchObject({ code: 'claims-challenge', details: { upstreamCode: 'AADSTS50076' } });
  const { claims } = failure.details as { claims: string };
  expect(JSON.parse(claims)).toEqual({ access_token: { acrs: { essential: true, value: id } } });
  const { objectId: userId } = isv.personas.admin;
  const stronger = { userId, audience: 'portal' as const, scopes: ['access_as_user'], authContexts: [id] };
  const { accessToken: token } = await emulator.entra.userToken(stronger);
  expect(await tokens.onBehalfOf({ tenantId: isv.tenantId, token }, 'arm', ['user_impersonation'])).toBeTruthy();
});

test('a sign-in that has ended is told as such', async () => {
  cloud.turn({ accessTokenSeconds: -60 });
  const user = await signedIn(vendor({ graph: ['User.Read'] }));
  await expect(tokens.onBehalfOf(user, 'graph', ['User.Read'])).rejects.toMatchObject({
    code: 'sign-in-expired',
    details: { upstreamCode: 'AADSTS500133' },
  });
});

test('a token that is not for the portal is refused, and not called an ended sign-in', async () => {
  const { tenantId, personas } = vendor({ graph: ['User.Read'] });
  const forGraph = { userId: personas.admin.objectId, audience: 'graph' as const, scopes: ['User.Read'] };
  const { accessToken: token } = await emulator.entra.userToken(forGraph);
  await expect(tokens.onBehalfOf({ tenantId, token }, 'graph', ['User.Read'])).rejects.toMatchObject({
    code: 'upstream-rejected',
    details: { upstreamCode: 'AADSTS500131' },
  });
});

test("a second person never gets the first one's token, one after the other or at once", async () => {
  const isv = vendor({ graph: ['User.Read'] });
  const people = ['admin', 'noAzure', 'noDirectoryRole', 'admin', 'noAzure'] as const;
  const users = await Promise.all(people.map((who) => signedIn(isv, who)));
  const ask = async (user: (typeof users)[number]) =>
    decodeJwt(await tokens.onBehalfOf(user, 'graph', ['User.Read'])).oid;
  const expected = people.map((who) => isv.personas[who].objectId);
  expect(await Promise.all(users.map(ask))).toEqual(expected);
  for (const [index, user] of users.entries()) expect(await ask(user)).toBe(expected[index]);
});

test("the portal itself gets a token in the vendor's tenant", async () => {
  const { tenantId } = vendor();
  const claims = decodeJwt(await tokens.asPortal(tenantId, 'arm'));
  expect(claims).toMatchObject({ tid: tenantId, appid: clientId, idtyp: 'app', aud: ARM });
});

test('a tenant that never let the portal in gives it no token', async () => {
  const { tenantId } = emulator.seedTenant();
  await expect(tokens.asPortal(tenantId, 'arm')).rejects.toMatchObject({
    code: 'upstream-rejected',
    details: { upstreamCode: 'AADSTS700016' },
  });
});

test('the portal proves itself by certificate', async () => {
  const isv = vendor({ graph: ['User.Read'] });
  const certified = portal({ clientSecret: undefined, certificate });
  expect(decodeJwt(await certified.asPortal(isv.tenantId, 'arm')).tid).toBe(isv.tenantId);
  expect(decodeJwt(await certified.onBehalfOf(await signedIn(isv), 'graph', ['User.Read'])).oid).toBe(
    isv.personas.admin.objectId,
  );
});

test('a certificate that Entra does not know, and a wrong secret, are refused by code and not repeated to anybody', async () => {
  const { tenantId } = vendor();
  const other = await makeCertificate();
  const wrong = [
    { identity: { clientSecret: undefined, certificate: other }, upstreamCode: 'AADSTS700027' },
    { identity: { clientSecret: 'a-wrong-secret' }, upstreamCode: 'AADSTS7000215' },
  ];
  for (const { identity, upstreamCode } of wrong) {
    const failure = await failureOf(portal(identity as Partial<PortalIdentity>).asPortal(tenantId, 'arm'));
    expect(failure).toMatchObject({ code: 'upstream-rejected', details: { upstreamCode } });
    expect(failure.message + JSON.stringify(failure.details)).not.toContain('a-wrong-secret');
  }
});

test('a private key that cannot be read is our own mistake, not an answer of Entra', async () => {
  const broken = portal({ clientSecret: undefined, certificate: { ...certificate, privateKey: 'no key' } });
  expect((await failureOf(broken.asPortal(vendor().tenantId, 'arm'))).name).not.toBe('AppError');
});

test.each([
  [
    'busy',
    { status: 429, headers: { 'retry-after': '40' } },
    { code: 'upstream-throttled', details: { retryAfterSeconds: 40 } },
  ],
  ['down', { status: 503 }, { code: 'upstream-unavailable' }],
  ['answering something else', { status: 200, body: { hint: 'planted-value' } }, { code: 'upstream-malformed' }],
  ['answering no JSON', { status: 200, body: 'planted-value' }, { code: 'upstream-malformed' }],
  ['refusing without JSON', { status: 400, body: 'planted-value' }, { code: 'upstream-malformed' }],
])('an Entra that is %s is told as such', async (_what, fault, told) => {
  const isv = vendor({ graph: ['User.Read'] });
  const user = await signedIn(isv);
  for (const ask of [
    () => tokens.asPortal(isv.tenantId, 'arm'),
    () => tokens.onBehalfOf(user, 'graph', ['User.Read']),
  ]) {
    cloud.plant(isv, { service: 'entra', path: '/token$', ...fault });
    const failure = await failureOf(ask());
    expect(failure).toMatchObject(told);
    expect(failure.message + JSON.stringify(failure.details)).not.toContain('planted-value');
  }
});

test('an Entra that cannot be reached, or does not answer, is unavailable in time', async () => {
  const isv = vendor();
  const closed = portal({}, (await closedPort()).replace('https', 'http'));
  await expect(closed.asPortal(isv.tenantId, 'arm')).rejects.toMatchObject({ code: 'upstream-unavailable' });
  cloud.plant(isv, { service: 'entra', path: '/token$', status: 200, delayMs: 3_600_000 });
  const impatient = portal({ timeoutMs: 150 });
  await expect(impatient.asPortal(isv.tenantId, 'arm')).rejects.toMatchObject({ code: 'upstream-unavailable' });
});
