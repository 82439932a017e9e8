import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../index.ts';
import { SEED } from '../seed/index.ts';
import { openBrowser, REDIRECT_URI, signIn } from './entra.fixture.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ portal: { redirectUris: [REDIRECT_URI] } });
});
afterAll(() => emulator.stop());

const { clientId } = SEED.portal;
const portal = `${clientId}/access_as_user openid profile offline_access`;
const withApplications = `${portal} https://graph.microsoft.com/Application.ReadWrite.All`;

async function askConsent(account: string, scope: string) {
  const browser = openBrowser(emulator);
  const shown = await browser.answer(await browser.authorize(clientId, { scope }), 'account', { account });
  return { browser, shown };
}

test('consent is asked once, and again only for what is new', async () => {
  const { admin } = emulator.seedTenant().personas;
  const browser = openBrowser(emulator);
  await signIn(browser, { clientId, account: admin.objectId, scope: portal });
  expect((await browser.authorize(clientId, { scope: portal })).back?.code).toBeTruthy();
  const more = await browser.authorize(clientId, { scope: withApplications });
  expect(more.text).toContain('Application.ReadWrite.All');
  expect(more.text).not.toContain('access_as_user');
  const silent = await browser.authorize(clientId, { scope: withApplications, prompt: 'none' });
  expect(silent.back).toMatchObject({ error: 'consent_required' });
});

test('a refusal goes back to the application and leaves nothing behind', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const { browser, shown } = await askConsent(personas.admin.objectId, portal);
  const { back } = await browser.answer(shown, 'consent', { consent: 'cancel' });
  expect(back).toMatchObject({ error: 'access_denied', state: 'the-state' });
  expect(back?.error_description).toContain('AADSTS65004');
  expect(emulator.directory.permissionGrants.find((row) => row.tenantId === tenantId)).toEqual([]);
});

test('consent for the organisation spares everybody else the question', async () => {
  const { admin, noDirectoryRole } = emulator.seedTenant().personas;
  const { browser, shown } = await askConsent(admin.objectId, withApplications);
  await browser.answer(shown, 'consent', { consent: 'accept', forAll: 'yes' });
  const other = await askConsent(noDirectoryRole.objectId, withApplications);
  expect(other.shown.back?.code).toBeTruthy();
});

test('who has no administrator role needs approval, and can go back or send an administrator', async () => {
  const { admin, noDirectoryRole } = emulator.seedTenant().personas;
  const { browser, shown } = await askConsent(noDirectoryRole.objectId, withApplications);
  expect(shown.text).toContain('Need admin approval');
  const picker = await browser.answer(shown, 'switch', { switch: 'yes' });
  const asAdmin = await browser.answer(picker, 'account', { account: admin.objectId });
  expect(asAdmin.text).toContain('Permissions requested');
});

test('returning without approval is told to the application', async () => {
  const { noDirectoryRole } = emulator.seedTenant().personas;
  const { browser, shown } = await askConsent(noDirectoryRole.objectId, withApplications);
  const { back } = await browser.answer(shown, 'consent', { consent: 'return' });
  expect(back?.error_description).toContain('AADSTS90094');
});

test('a forged acceptance of what needs an administrator changes nothing', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const { browser, shown } = await askConsent(personas.noDirectoryRole.objectId, withApplications);
  await browser.answer(shown, 'consent', { consent: 'accept', forAll: 'yes' });
  expect(emulator.directory.permissionGrants.find((row) => row.tenantId === tenantId)).toEqual([]);
});

test('without a role one consents for oneself only, to what needs no administrator', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const { browser, shown } = await askConsent(personas.noDirectoryRole.objectId, `${portal} User.Read`);
  expect(shown.text).not.toContain('Consent on behalf of your organization');
  await browser.answer(shown, 'consent', { consent: 'accept', forAll: 'yes' });
  const grants = emulator.directory.permissionGrants.find((row) => row.tenantId === tenantId);
  expect(grants.map(({ principalId }) => principalId)).toEqual(grants.map(() => personas.noDirectoryRole.objectId));
  expect(grants.length).toBeGreaterThan(0);
});

test('an application administrator may consent to delegated permissions', async () => {
  const { noGraphGrants } = emulator.seedTenant().personas;
  const { shown } = await askConsent(noGraphGrants.objectId, withApplications);
  expect(shown.text).toContain('Consent on behalf of your organization');
});

async function adminConsent(tenantId: string, account: string) {
  const browser = openBrowser(emulator);
  const scope = 'https://graph.microsoft.com/Synchronization.ReadWrite.All';
  const query = new URLSearchParams({ client_id: clientId, redirect_uri: REDIRECT_URI, state: 's', scope });
  const picker = await browser.visit(`/${tenantId}/v2.0/adminconsent?${query}`);
  return { browser, shown: await browser.answer(picker, 'account', { account }) };
}

test('admin consent installs the application and grants for everybody', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const { browser, shown } = await adminConsent(tenantId, personas.admin.objectId);
  const { back } = await browser.answer(shown, 'consent', { consent: 'accept' });
  expect(back).toMatchObject({ admin_consent: 'True', tenant: tenantId, state: 's' });
  const [grant] = emulator.directory.permissionGrants.find((row) => row.tenantId === tenantId);
  expect(grant).toMatchObject({
    principalId: undefined,
    scopes: expect.arrayContaining(['Synchronization.ReadWrite.All']),
  });
  expect(
    emulator.directory.servicePrincipals.find((row) => row.tenantId === tenantId && row.appId === clientId),
  ).toHaveLength(1);
});

test('admin consent is refused by whoever may not give it', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const { browser, shown } = await adminConsent(tenantId, personas.noDirectoryRole.objectId);
  expect(shown.text).toContain('Need admin approval');
  const { back } = await browser.answer(shown, 'consent', { consent: 'return' });
  expect(back).toMatchObject({ admin_consent: 'True', error: 'consent_required' });
});

test('with .default an administrator grants the application permissions of the registration too', async () => {
  const { personas, tenantId } = emulator.seedTenant();
  const application = emulator.directory.applications.first(({ appId }) => appId === clientId)!;
  const [scope, role] = ['c79f8feb-a9db-4090-85f9-90d820caa0eb', '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30'];
  const access = [
    { id: scope, type: 'Scope' },
    { id: role, type: 'Role' },
  ];
  const requiredResourceAccess = [{ resourceAppId: '00000003-0000-0000-c000-000000000000', resourceAccess: access }];
  emulator.directory.applications.update(application.id, {
    properties: { ...application.properties, requiredResourceAccess },
  });
  const browser = openBrowser(emulator);
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'https://graph.microsoft.com/.default',
  });
  const picker = await browser.visit(`/${tenantId}/v2.0/adminconsent?${query}`);
  const asked = await browser.answer(picker, 'account', { account: personas.admin.objectId });
  await browser.answer(asked, 'consent', { consent: 'accept' });
  const token = await fetch(`${emulator.addresses.entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: SEED.portal.secret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  expect(decodeJwt(access_token).roles).toEqual(['Application.Read.All']);
});
