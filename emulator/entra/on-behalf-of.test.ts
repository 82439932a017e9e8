import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../index.ts';
import { SEED, type Persona } from '../seed/index.ts';
import {
  authorityMetadata,
  openBrowser,
  postToken,
  redeem,
  REDIRECT_URI,
  signIn,
  type Browser,
} from './entra.fixture.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ portal: { redirectUris: [REDIRECT_URI] } });
});
afterAll(() => emulator.stop());

const { clientId } = SEED.portal;
const GRAPH_SCOPE = 'https://graph.microsoft.com/User.Read';
const everything = `${clientId}/access_as_user openid profile offline_access ${GRAPH_SCOPE} https://management.azure.com/user_impersonation`;

async function portalToken(
  persona: Persona,
  parameters: Record<string, string> = {},
  browser: Browser = openBrowser(emulator),
) {
  const { code = '' } = await signIn(browser, {
    clientId,
    account: persona.objectId,
    scope: everything,
    ...parameters,
  });
  return (await redeem(emulator, clientId, code)).access_token;
}

function msal(tenantId: string) {
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  const auth = {
    clientId,
    clientSecret: SEED.portal.secret,
    authority,
    authorityMetadata: authorityMetadata(emulator),
  };
  return new ConfidentialClientApplication({ auth });
}

function onBehalfOf(assertion: string, overrides: Record<string, string> = {}) {
  const { tenant, ...extra } = overrides;
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: clientId,
    client_secret: SEED.portal.secret,
    requested_token_use: 'on_behalf_of',
    scope: GRAPH_SCOPE,
  };
  return postToken(emulator, { ...form, assertion, ...extra }, { tenant, origin: '' });
}

test('msal-node exchanges the token of the portal for one of Graph and one of Azure', async () => {
  const { admin } = emulator.seedTenant().personas;
  const oboAssertion = await portalToken(admin);
  const client = msal(admin.tenantId);
  const graph = await client.acquireTokenOnBehalfOf({ oboAssertion, scopes: ['https://graph.microsoft.com/.default'] });
  const caller = await emulator.entra.verifyCaller(`Bearer ${graph!.accessToken}`, 'graph');
  expect(caller).toMatchObject({ tenantId: admin.tenantId, objectId: admin.objectId, appId: clientId, kind: 'user' });
  expect(caller.scopes.has('User.Read')).toBe(true);
  const arm = await client.acquireTokenOnBehalfOf({
    oboAssertion,
    scopes: ['https://management.azure.com/user_impersonation'],
  });
  expect(await emulator.entra.verifyCaller(`Bearer ${arm!.accessToken}`, 'arm')).toMatchObject({
    objectId: admin.objectId,
  });
});

test('a scope without consent is refused, as msal-node understands it', async () => {
  const { admin } = emulator.seedTenant().personas;
  const oboAssertion = await portalToken(admin);
  const answer = msal(admin.tenantId).acquireTokenOnBehalfOf({
    oboAssertion,
    scopes: ['https://graph.microsoft.com/Application.ReadWrite.All'],
  });
  await expect(answer).rejects.toMatchObject({ name: 'InteractionRequiredAuthError', subError: 'consent_required' });
});

test('an assertion that is forged, foreign, expired or of an application is told apart', async () => {
  const { admin } = emulator.seedTenant().personas;
  const assertion = await portalToken(admin);
  const codeOf = async (one: string) => ((await onBehalfOf(one)).error_codes as number[])[0];
  expect(await codeOf(`${assertion.slice(0, -6)}AAAAAA`)).toBe(50013);
  expect(await codeOf((await onBehalfOf(assertion)).access_token)).toBe(500131);
  emulator.core.knobs.accessTokenSeconds = -60;
  const expired = await portalToken(admin);
  emulator.core.knobs.accessTokenSeconds = 4_500;
  expect(await codeOf(expired)).toBe(500133);
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: SEED.portal.secret,
    scope: `${clientId}/.default`,
  };
  const app = await postToken(emulator, form, { tenant: admin.tenantId, origin: '' });
  expect(await codeOf(app.access_token)).toBe(7000114);
});

test('another tenant than that of the user is refused', async () => {
  const { admin } = emulator.seedTenant().personas;
  const answer = await onBehalfOf(await portalToken(admin), { tenant: SEED.fabrikam.tenantId });
  expect(answer).toMatchObject({ error: 'invalid_grant', error_codes: [50020] });
});

test('a disabled user gets no further token', async () => {
  const { admin } = emulator.seedTenant().personas;
  const assertion = await portalToken(admin);
  emulator.directory.users.update(admin.objectId, { accountEnabled: false });
  expect(await onBehalfOf(assertion)).toMatchObject({ error_codes: [50057] });
});

test('a planted challenge stops the exchange until the user signs in with its claims', async () => {
  const { admin } = emulator.seedTenant().personas;
  const browser = openBrowser(emulator);
  const assertion = await portalToken(admin, {}, browser);
  emulator.entra.state.challenges.insert({ id: 'c1', tenantId: admin.tenantId, resource: 'graph', at: 'token' });
  const refused = await onBehalfOf(assertion);
  expect(refused).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
  const claims = refused.claims as string;
  const verify = await browser.authorize(clientId, { scope: everything, claims });
  expect(verify.text).toContain('Verify your identity');
  const { back } = await browser.answer(verify, 'verification', { verification: 'approve' });
  const stronger = (await redeem(emulator, clientId, back!.code!)).access_token;
  expect(decodeJwt(stronger).acrs).toEqual(['c1']);
  expect(await onBehalfOf(stronger)).toMatchObject({ status: 200 });
  expect(await onBehalfOf(assertion)).toMatchObject({ error: 'interaction_required' });
});

test('a refresh token of a weaker sign-in does not meet the claims of the request', async () => {
  const { admin } = emulator.seedTenant().personas;
  const { code = '' } = await signIn(openBrowser(emulator), { clientId, account: admin.objectId });
  const { refresh_token } = await redeem(emulator, clientId, code);
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c5' } } });
  const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refresh_token as string };
  expect(await postToken(emulator, { ...form, claims })).toMatchObject({ error: 'interaction_required', claims });
  expect(await postToken(emulator, form)).toMatchObject({ status: 200 });
});

test('denying the second factor goes back as a refusal', async () => {
  const { admin } = emulator.seedTenant().personas;
  const browser = openBrowser(emulator);
  await portalToken(admin, {}, browser);
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c2' } } });
  const verify = await browser.authorize(clientId, { scope: everything, claims });
  const { back } = await browser.answer(verify, 'verification', { verification: 'deny' });
  expect(back).toMatchObject({ error: 'access_denied' });
});

test('a challenge for the portal itself is raised at sign-in and stops silent renewal', async () => {
  const { admin } = emulator.seedTenant().personas;
  const browser = openBrowser(emulator);
  await portalToken(admin, {}, browser);
  emulator.entra.state.challenges.insert({
    id: 'c3',
    tenantId: admin.tenantId,
    userId: admin.objectId,
    resource: 'portal',
    at: 'token',
  });
  const { back } = await browser.authorize(clientId, { scope: everything, prompt: 'none' });
  expect(back).toMatchObject({ error: 'interaction_required' });
  expect((await browser.authorize(clientId, { scope: everything })).text).toContain('Verify your identity');
});

test('a challenge of the resource is a header for the user it means, and for nobody else', async () => {
  const { admin, noAzure } = emulator.seedTenant().personas;
  emulator.entra.state.challenges.insert({
    id: 'c4',
    tenantId: admin.tenantId,
    userId: admin.objectId,
    resource: 'arm',
    at: 'resource',
  });
  const headerFor = async (persona: Persona, acrs: string[] = []) => {
    const { accessToken } = await emulator.entra.userToken({
      userId: persona.objectId,
      audience: 'arm',
      authContexts: acrs,
    });
    const caller = await emulator.entra.verifyCaller(`Bearer ${accessToken}`, 'arm');
    return emulator.entra.claimsChallengeFor(caller, 'arm');
  };
  const header = (await headerFor(admin)) ?? '';
  const claims = Buffer.from(/claims="([^"]+)"/.exec(header)![1]!, 'base64').toString();
  expect(header).toContain('error="insufficient_claims"');
  expect(JSON.parse(claims)).toEqual({ access_token: { acrs: { essential: true, value: 'c4' } } });
  expect(await headerFor(admin, ['c4'])).toBeUndefined();
  expect(await headerFor(noAzure)).toBeUndefined();
});
