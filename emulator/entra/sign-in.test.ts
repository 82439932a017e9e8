import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../index.ts';
import { SEED } from '../seed/index.ts';
import { openBrowser, ORIGIN, postToken, redeem, REDIRECT_URI, signIn } from './entra.fixture.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ portal: { redirectUris: [REDIRECT_URI, `${ORIGIN}/`] } });
});
afterAll(() => emulator.stop());

const { clientId } = SEED.portal;
const { admin } = SEED.contoso.personas;
const freshAdmin = () => emulator.seedTenant().personas.admin;
const portalScope = `${clientId}/access_as_user openid profile offline_access`;

test('the first page lists the people by tenant, with what each can do', async () => {
  const { text, status } = await openBrowser(emulator).authorize(clientId);
  expect(status).toBe(200);
  for (const { userPrincipalName, label } of SEED.personas) {
    expect(text).toContain(userPrincipalName);
    expect(text).toContain(label);
  }
  for (const { displayName } of [SEED.contoso, SEED.fabrikam, SEED.operator]) expect(text).toContain(displayName);
});

test('a code comes back in the fragment and gives tokens that the published keys verify', async () => {
  const back = await signIn(openBrowser(emulator), { clientId, account: admin.objectId });
  expect(back).toMatchObject({ state: 'the-state' });
  const tokens = await redeem(emulator, clientId, back.code!);
  const keys = createRemoteJWKSet(new URL(`${emulator.addresses.entra}/common/discovery/v2.0/keys`));
  const issuer = `${emulator.addresses.entra}/${admin.tenantId}/v2.0`;
  const { payload } = await jwtVerify(tokens.access_token, keys, { issuer, audience: clientId, algorithms: ['RS256'] });
  expect(payload).toMatchObject({
    tid: admin.tenantId,
    oid: admin.objectId,
    scp: 'access_as_user',
    azp: clientId,
    ver: '2.0',
  });
  expect(decodeJwt(tokens.id_token as string)).toMatchObject({
    nonce: 'the-nonce',
    preferred_username: admin.userPrincipalName,
  });
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 75 * 60, scope: `${clientId}/access_as_user` });
  const info = JSON.parse(Buffer.from(tokens.client_info as string, 'base64url').toString());
  expect(info).toEqual({ uid: admin.objectId, utid: admin.tenantId });
});

test('signing in installs the application in the tenant of the user', async () => {
  const { objectId, tenantId } = freshAdmin();
  const installed = () =>
    emulator.directory.servicePrincipals.first((row) => row.tenantId === tenantId && row.appId === clientId);
  expect(installed()).toBeUndefined();
  await signIn(openBrowser(emulator), { clientId, account: objectId });
  expect(installed()).toMatchObject({ displayName: SEED.portal.displayName });
});

test('a code is redeemed once, and only with its verifier and its redirect URI', async () => {
  const { code = '' } = await signIn(openBrowser(emulator), { clientId, account: admin.objectId });
  expect(await redeem(emulator, clientId, code, { code_verifier: 'another' })).toMatchObject({ error_codes: [501481] });
  expect(await redeem(emulator, clientId, code, { redirect_uri: ORIGIN })).toMatchObject({ error_codes: [500112] });
  expect(await redeem(emulator, clientId, code)).toMatchObject({ status: 200 });
  expect(await redeem(emulator, clientId, code)).toMatchObject({
    status: 400,
    error: 'invalid_grant',
    error_codes: [54005],
  });
});

test('a code is not redeemed without a browser origin or a credential', async () => {
  const { code = '' } = await signIn(openBrowser(emulator), { clientId, account: admin.objectId });
  const form = { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: REDIRECT_URI };
  expect(await postToken(emulator, form, { origin: '' })).toMatchObject({ error_codes: [9002327] });
});

test('the token endpoint may be read from any origin', async () => {
  const answer = await fetch(`${emulator.addresses.entra}/common/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { origin: ORIGIN },
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

test('a refresh token gives new tokens until the sign-in of a day ago ends', async () => {
  const { code = '' } = await signIn(openBrowser(emulator), { clientId, account: admin.objectId });
  const { refresh_token } = await redeem(emulator, clientId, code);
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId,
    scope: portalScope,
    refresh_token: refresh_token as string,
  };
  const renewed = await postToken(emulator, form);
  expect(decodeJwt(renewed.access_token)).toMatchObject({ oid: admin.objectId, aud: clientId });
  for (const { id } of emulator.entra.state.refreshTokens.all()) {
    emulator.entra.state.refreshTokens.update(id, { expiresAt: new Date(0).toISOString() });
  }
  expect(await postToken(emulator, form)).toMatchObject({ error: 'invalid_grant', error_codes: [700084] });
});

test('a second sign-in of the same browser asks nothing, silent or not', async () => {
  const browser = openBrowser(emulator);
  await signIn(browser, { clientId, account: admin.objectId });
  for (const extra of [{}, { prompt: 'none' }, { login_hint: admin.userPrincipalName }] as Record<string, string>[]) {
    const { back } = await browser.authorize(clientId, extra);
    expect(back?.code).toBeTruthy();
  }
});

test('a silent request of an unknown browser, or of one with two accounts, is refused', async () => {
  const browser = openBrowser(emulator);
  const silent = () => browser.authorize(clientId, { prompt: 'none' }).then(({ back }) => back);
  expect(await silent()).toMatchObject({ error: 'login_required', state: 'the-state' });
  await signIn(browser, { clientId, account: admin.objectId });
  await signIn(browser, { clientId, account: SEED.fabrikam.personas.admin.objectId, prompt: 'select_account' });
  expect(await silent()).toMatchObject({ error: 'interaction_required' });
  expect((await browser.authorize(clientId)).text).toContain('Pick an account');
});

test('logout ends the session and returns only to registered addresses', async () => {
  const browser = openBrowser(emulator);
  await signIn(browser, { clientId, account: admin.objectId });
  const foreign = await browser.visit('/common/oauth2/v2.0/logout?post_logout_redirect_uri=https://evil.example/');
  expect(foreign).toMatchObject({ status: 200, location: undefined });
  const own = await browser.visit(`/common/oauth2/v2.0/logout?post_logout_redirect_uri=${ORIGIN}/`);
  expect(own.location).toBe(`${ORIGIN}/`);
  expect((await browser.authorize(clientId)).text).toContain('Pick an account');
});

test('a redirect URI that is not registered gets a page, never a redirect', async () => {
  const { status, location, text } = await openBrowser(emulator).authorize(clientId, {
    redirect_uri: 'https://evil.example/',
  });
  expect({ status, location }).toEqual({ status: 400, location: undefined });
  expect(text).toContain('AADSTS50011');
});

test('an unknown tenant, client or scope is named', async () => {
  const browser = openBrowser(emulator);
  expect((await browser.authorize(clientId, { tenant: 'nobody.example' })).text).toContain('AADSTS90002');
  expect((await browser.authorize(crypto.randomUUID())).text).toContain('AADSTS700016');
  const { back } = await browser.authorize(clientId, { scope: 'No.Such.Scope' });
  expect(back).toMatchObject({ error: 'invalid_scope' });
});

test('a tenant-specific door admits its own people only', async () => {
  const browser = openBrowser(emulator);
  const picker = await browser.authorize(clientId, { tenant: SEED.contoso.domain });
  expect(picker.text).not.toContain(SEED.fabrikam.personas.admin.userPrincipalName);
  const foreign = await browser.answer(picker, 'account', { account: SEED.fabrikam.personas.admin.userPrincipalName });
  expect(foreign.text).toContain('AADSTS50020');
});

test('a personal account has a token of the consumer tenant', async () => {
  const { personal } = SEED.consumers.personas;
  const { code = '' } = await signIn(openBrowser(emulator), { clientId, account: personal.userPrincipalName });
  const { access_token } = await redeem(emulator, clientId, code);
  expect(decodeJwt(access_token).tid).toBe('9188040d-6c67-4c5b-b112-36a304b66dad');
});

test('portal roles come from the assignments in the tenant of the operator', async () => {
  const rolesOf = async (account: string) => {
    const { code = '' } = await signIn(openBrowser(emulator), { clientId, account });
    const { access_token, id_token } = await redeem(emulator, clientId, code);
    return [decodeJwt(access_token).roles, decodeJwt(id_token as string).roles];
  };
  const { reviewer1, programManager, noRole } = SEED.operator.personas;
  expect(await rolesOf(reviewer1.objectId)).toEqual([['Reviewer'], ['Reviewer']]);
  expect(await rolesOf(programManager.objectId)).toEqual([['ProgramManager'], ['ProgramManager']]);
  expect(await rolesOf(noRole.objectId)).toEqual([undefined, undefined]);
});

test('who is not assigned to an application that demands it is stopped', async () => {
  const { objectId, tenantId } = freshAdmin();
  const browser = openBrowser(emulator);
  await signIn(browser, { clientId, account: objectId });
  const principal = emulator.directory.servicePrincipals.first(
    (row) => row.tenantId === tenantId && row.appId === clientId,
  )!;
  emulator.directory.servicePrincipals.update(principal.id, { appRoleAssignmentRequired: true });
  expect((await browser.authorize(clientId)).text).toContain('AADSTS50105');
});

test('the metadata of several tenants has a placeholder for the tenant, that of one its id', async () => {
  const issuerFor = async (tenant: string) => {
    const answer = await fetch(`${emulator.addresses.entra}/${tenant}/v2.0/.well-known/openid-configuration`);
    return ((await answer.json()) as { issuer: string }).issuer;
  };
  expect(await issuerFor('common')).toBe(`${emulator.addresses.entra}/{tenantid}/v2.0`);
  expect(await issuerFor(SEED.contoso.domain)).toBe(`${emulator.addresses.entra}/${SEED.contoso.tenantId}/v2.0`);
});

test('what is not implemented is answered 501', async () => {
  const answer = await fetch(`${emulator.addresses.entra}/common/oauth2/v2.0/devicecode`, { method: 'POST' });
  expect(answer.status).toBe(501);
});
