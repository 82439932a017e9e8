import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCore } from '../core/core.ts';
import { directoryState, GRAPH_APP_ID } from '../directory/state.ts';
import { createEntra } from '../entra/index.ts';
import { GRAPH_APP_ROLES, seedTenant } from '../seed/index.ts';
import { addServicePrincipal, bodyOf, errorOf, newUser, provisioningDouble } from './graph.fixture.ts';
import { createGraph } from './index.ts';

/** Graph behind the emulator's real Entra, in a seeded tenant with a managed identity that has no roles yet. */
function startWithEntra() {
  const addresses = { entra: 'http://localhost', arm: '', sampleApp: '', control: '', graph: 'https://graph.test' };
  const core = createCore({ addresses, knobs: { managedIdentityTokenCached: false } });
  const { tenantId, domain } = seedTenant(core);
  const directory = directoryState(core);
  const entra = createEntra(core);
  const { app } = createGraph(core, { entra, directory, provisioning: provisioningDouble() });
  const identity = addServicePrincipal(directory, { tenantId, servicePrincipalType: 'ManagedIdentity' });
  const resource = directory.servicePrincipals.first((row) => row.appId === GRAPH_APP_ID && row.tenantId === tenantId);
  function grant(value: string) {
    const appRoleId = GRAPH_APP_ROLES.find((role) => role.value === value)?.id ?? '';
    const ends = {
      principalId: identity.id,
      principalType: 'ServicePrincipal' as const,
      resourceId: resource?.id ?? '',
    };
    directory.appRoleAssignments.insert({ id: randomUUID(), tenantId, appRoleId, ...ends, createdAt: '2026-01-01' });
  }
  const tokenFor = async (audience: string) =>
    `Bearer ${(await entra.managedIdentityToken(tenantId, identity.id, audience)).accessToken}`;
  async function makeUser(authorization: string) {
    const body = JSON.stringify(newUser('ann', { userPrincipalName: `ann@${domain}` }));
    return app.request('https://graph.test/beta/users', { method: 'POST', headers: { authorization }, body });
  }
  return { grant, tokenFor, makeUser };
}

test("a managed identity may do what its token's roles say, from the next token on", async () => {
  const { grant, tokenFor, makeUser } = startWithEntra();
  const before = await tokenFor('https://graph.microsoft.com/');
  grant('User.ReadWrite.All');
  expect((await makeUser(before)).status).toBe(403);
  const made = await makeUser(await tokenFor('https://graph.microsoft.com/'));
  expect([made.status, (await bodyOf(made)).displayName]).toEqual([201, 'ann']);
});

test('a token for Resource Manager is refused', async () => {
  const { tokenFor, makeUser } = startWithEntra();
  const refused = await errorOf(await makeUser(await tokenFor('https://management.azure.com/')));
  expect(refused).toMatchObject({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: expect.stringContaining('audience'),
  });
});
