import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterAll, onTestFinished } from 'vitest';
import { startEmulator } from '#emulator/index.ts';
import { armAzure } from './arm/arm-azure.ts';
import { armLogicApps } from './arm/arm-logic-apps.ts';
import type { ArmSettings } from './arm/arm-call.ts';
import { graphCaller, type GraphSettings } from './graph/graph-call.ts';
import { graphDirectory } from './graph/graph-directory.ts';
import { graphProvisioning } from './graph/graph-provisioning.ts';

const TIME_SCALE = 600;
const TIMEOUT_MS = 2_000;
export const PORTAL_SECRET = 'a-secret-of-these-tests';

/** One local cloud for a test file, on ports of its own. Small pages, so that every list is followed to its end. */
export async function openCloud({ certificatePem }: { certificatePem?: string } = {}) {
  const emulator = await startEmulator({
    timeScale: TIME_SCALE,
    knobs: { pageSize: 3 },
    portal: { redirectUris: ['http://localhost/'], secret: PORTAL_SECRET, certificatePem },
  });
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, emulator.caPem]);
  afterAll(async () => {
    await emulator.stop();
    tls.setDefaultCACertificates(trusted);
  });
  const { addresses, core, entra } = emulator;
  type Knobs = typeof core.knobs;
  type Fault = Parameters<typeof core.faults.planted.insert>[0];
  type Who = { objectId: string; authContexts?: string[] };

  const tokenOf = async ({ objectId, authContexts }: Who, audience: 'graph' | 'arm', scopes: readonly string[]) =>
    (await entra.userToken({ userId: objectId, audience, scopes: [...scopes], authContexts })).accessToken;

  /** The gateways of one person. `timeoutMs` and the addresses may be others. */
  function as(who: Who, over: Partial<GraphSettings & ArmSettings> = {}) {
    const graph = graphCaller({
      graphUrl: addresses.graph,
      timeoutMs: TIMEOUT_MS,
      tokenFor: (scopes) => tokenOf(who, 'graph', scopes),
      ...over,
    });
    const arm: ArmSettings = {
      armUrl: addresses.arm,
      timeoutMs: TIMEOUT_MS,
      token: () => tokenOf(who, 'arm', ['user_impersonation']),
      ...over,
    };
    const directory = graphDirectory(graph);
    const provisioning = graphProvisioning(graph);
    return { graph, directory, provisioning, arm, azure: armAzure(arm), logicApps: armLogicApps(arm) };
  }

  return {
    emulator,
    as,
    /** The next matching requests of this tenant fail. Forgotten at the end of the test. */
    plant(isv: { tenantId: string }, fault: Omit<Fault, 'id' | 'tenantId' | 'times'> & { times?: number }) {
      const id = crypto.randomUUID();
      core.faults.planted.insert({ times: 1, ...fault, id, tenantId: isv.tenantId });
      onTestFinished(() => void core.faults.planted.remove(id));
    },
    /** Turns knobs of the cloud for one test. */
    turn(knobs: Partial<Knobs>) {
      const before = { ...core.knobs };
      Object.assign(core.knobs, knobs);
      onTestFinished(() => void Object.assign(core.knobs, before));
    },
    /** How often a tenant asked for a path. */
    asked: (isv: { tenantId: string }, method: string, path: RegExp) =>
      core.requests.entries.filter(
        (entry) => entry.tenantId === isv.tenantId && entry.method === method && path.test(entry.path),
      ).length,
  };
}
export type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** The address of a port that was just closed. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `https://localhost:${port}`;
}

/** What a call fails with, to look at more than once. */
export async function failureOf(call: Promise<unknown>): Promise<Error & { code?: string; details?: object }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('The call was to fail and did not.');
}
