import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from './index.ts';
import { describeEmulator } from './main.ts';
import { SEED } from './seed/index.ts';

const portal = { redirectUris: ['http://localhost:3000/'] };

async function started(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ portal, ...options });
  onTestFinished(() => emulator.stop().catch(() => {}));
  return emulator;
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a restart in the same folder keeps state, signing key and authority', async () => {
  const folder = dataFolder();
  const first = await startEmulator({ portal, dataFolder: folder });
  const { tenantId, personas } = first.seedTenant();
  const { accessToken } = await first.entra.userToken({ userId: personas.admin.objectId, audience: 'graph' });
  await first.stop();
  const second = await started({ dataFolder: folder });
  expect(second.caPem).toBe(first.caPem);
  expect(await second.entra.verifyCaller(`Bearer ${accessToken}`, 'graph')).toMatchObject({ tenantId });
  expect(second.directory.tenants.get(tenantId)).toBeDefined();
});

test('a restart takes up new redirect URIs of the portal', async () => {
  const folder = dataFolder();
  await (await startEmulator({ portal, dataFolder: folder })).stop();
  const second = await started({ dataFolder: folder, portal: { redirectUris: ['http://localhost:4000/'] } });
  const registration = second.directory.applications.first(({ appId }) => appId === SEED.portal.clientId);
  expect(registration?.redirectUris).toEqual(['http://localhost:4000/']);
});

test('a port that is taken stops the start with its reason and leaves no listener', async () => {
  const first = await started();
  const taken = Number(new URL(first.addresses.entra).port);
  await expect(startEmulator({ portal, ports: { graph: taken } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the first screen names every address and everybody who can sign in', async () => {
  const emulator = await started();
  const screen = describeEmulator(emulator);
  for (const address of Object.values(emulator.addresses)) expect(screen).toContain(address);
  for (const { userPrincipalName } of SEED.personas) expect(screen).toContain(userPrincipalName);
});

test('seeded ids are the same at every start', () => {
  expect(SEED.contoso.tenantId).toBe('11317efc-07e4-4a3b-87a7-cba61a1c2488');
});
