import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GRAPH_APP_ID } from '../directory/state.ts';
import { startEmulator, type Emulator } from '../index.ts';
import { SEED } from '../seed/index.ts';
import { ensureServicePrincipal } from '../seed/portal-application.ts';
import { authorityMetadata, makeClientCertificate, type ClientCertificate } from './entra.fixture.ts';

let emulator: Emulator;
let certificate: ClientCertificate;
beforeAll(async () => {
  certificate = await makeClientCertificate();
  emulator = await startEmulator({ portal: { redirectUris: [], certificatePem: certificate.pem } });
  installPortal(SEED.contoso.tenantId);
});
afterAll(() => emulator.stop());

function installPortal(tenantId: string) {
  const application = emulator.directory.applications.first(({ appId }) => appId === SEED.portal.clientId)!;
  return ensureServicePrincipal(emulator.directory, application, { tenantId, at: new Date().toISOString() });
}

function client(
  tenantId: string,
  credential: { clientSecret: string } | { clientCertificate: ClientCertificate['msal'] },
) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: SEED.portal.clientId,
      authority: `https://login.microsoftonline.com/${tenantId}`,
      authorityMetadata: authorityMetadata(emulator),
      ...credential,
    },
  });
}
const graphDefault = { scopes: ['https://graph.microsoft.com/.default'] };

test('a secret gives msal-node an app token that Graph accepts', async () => {
  const { tenantId } = SEED.contoso;
  const token = await client(tenantId, { clientSecret: SEED.portal.secret }).acquireTokenByClientCredential(
    graphDefault,
  );
  const caller = await emulator.entra.verifyCaller(`Bearer ${token!.accessToken}`, 'graph');
  expect(caller).toMatchObject({ tenantId, appId: SEED.portal.clientId, kind: 'app' });
  expect([...caller.roles]).toEqual([]);
});

test('a certificate does the same', async () => {
  const { tenantId } = SEED.contoso;
  const token = await client(tenantId, { clientCertificate: certificate.msal }).acquireTokenByClientCredential({
    scopes: ['https://management.azure.com/.default'],
  });
  const caller = await emulator.entra.verifyCaller(`Bearer ${token!.accessToken}`, 'arm');
  expect(caller.objectId).toBe(installPortal(tenantId).id);
});

test('a certificate that is not registered is refused', async () => {
  const other = await makeClientCertificate();
  const answer = client(SEED.contoso.tenantId, { clientCertificate: other.msal }).acquireTokenByClientCredential(
    graphDefault,
  );
  await expect(answer).rejects.toThrow('AADSTS700027');
});

test('a wrong secret is refused', async () => {
  const answer = client(SEED.contoso.tenantId, { clientSecret: 'wrong' }).acquireTokenByClientCredential(graphDefault);
  await expect(answer).rejects.toThrow('AADSTS7000215');
});

test('a tenant where nobody consented does not know the application', async () => {
  const { tenantId } = SEED.fabrikam;
  const answer = client(tenantId, { clientSecret: SEED.portal.secret }).acquireTokenByClientCredential(graphDefault);
  await expect(answer).rejects.toThrow('AADSTS700016');
});

test('a token for Graph is refused by Resource Manager, a foreign or missing one by both', async () => {
  const { tenantId } = SEED.contoso;
  const token = await client(tenantId, { clientSecret: SEED.portal.secret }).acquireTokenByClientCredential(
    graphDefault,
  );
  const forged = token!.accessToken.slice(0, -6) + 'AAAAAA';
  const verify = (authorization: string | undefined, audience: 'graph' | 'arm') =>
    emulator.entra.verifyCaller(authorization, audience);
  await expect(verify(`Bearer ${token!.accessToken}`, 'arm')).rejects.toMatchObject({ code: 'audience' });
  await expect(verify(`Bearer ${forged}`, 'graph')).rejects.toMatchObject({ code: 'signature' });
  await expect(verify('Bearer nonsense', 'graph')).rejects.toMatchObject({ code: 'malformed' });
  await expect(verify(undefined, 'graph')).rejects.toMatchObject({ code: 'missing' });
});

test("a managed identity's token keeps the roles of its first request until it is forgotten", async () => {
  const { tenantId } = SEED.contoso;
  const identity = managedIdentity(tenantId);
  const ask = async () => {
    const { accessToken } = await emulator.entra.managedIdentityToken(
      tenantId,
      identity,
      'https://graph.microsoft.com',
    );
    return decodeJwt(accessToken).roles ?? [];
  };
  expect(await ask()).toEqual([]);
  grantGraphRole(tenantId, identity, 'Application.Read.All');
  expect(await ask()).toEqual([]);
  emulator.entra.forgetManagedIdentityTokens(identity);
  expect(await ask()).toEqual(['Application.Read.All']);
});

function managedIdentity(tenantId: string): string {
  const appId = crypto.randomUUID();
  const made = ensureServicePrincipal(
    emulator.directory,
    { appId, displayName: 'logic-app', appRoles: [] },
    { tenantId, at: new Date().toISOString() },
  );
  return emulator.directory.servicePrincipals.update(made.id, { servicePrincipalType: 'ManagedIdentity' }).id;
}

function grantGraphRole(tenantId: string, principalId: string, value: string) {
  const graph = emulator.directory.servicePrincipals.first(
    (row) => row.tenantId === tenantId && row.appId === GRAPH_APP_ID,
  )!;
  emulator.directory.appRoleAssignments.insert({
    id: crypto.randomUUID(),
    tenantId,
    appRoleId: graph.appRoles.find((role) => role.value === value)!.id,
    principalId,
    principalType: 'ServicePrincipal',
    resourceId: graph.id,
    createdAt: new Date().toISOString(),
  });
}
