import tls from 'node:tls';
import { startEmulator, type Emulator } from '#emulator/index.ts';
import { armAzure } from '#lib/gateways/arm/arm-azure.ts';
import { armLogicApps } from '#lib/gateways/arm/arm-logic-apps.ts';
import { graphCaller } from '#lib/gateways/graph/graph-call.ts';
import { graphDirectory } from '#lib/gateways/graph/graph-directory.ts';
import { graphProvisioning } from '#lib/gateways/graph/graph-provisioning.ts';

/** A fresh local cloud, and the portal's own gateways to it as one of its ISV administrators. */
export async function openCloud(timeScale: number) {
  const emulator = await startEmulator({ timeScale, portal: { redirectUris: ['http://localhost/auth-redirect'] } });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), emulator.caPem]);
  const isv = emulator.SEED.contoso;
  const userId = isv.personas.admin.objectId;
  const token = async (audience: 'graph' | 'arm', scopes: readonly string[]) =>
    (await emulator.entra.userToken({ userId, audience, scopes: [...scopes] })).accessToken;
  const graph = graphCaller({ graphUrl: emulator.addresses.graph, tokenFor: (scopes) => token('graph', scopes) });
  const arm = { armUrl: emulator.addresses.arm, token: () => token('arm', ['user_impersonation']) };
  return {
    emulator,
    isv,
    directory: graphDirectory(graph),
    provisioning: graphProvisioning(graph),
    azure: armAzure(arm),
    logicApps: armLogicApps(arm),
  };
}
export type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** The sample application's endpoint, or the one that was named; with the credentials of the job and of the run. */
export function targetOf(emulator: Emulator, wanted: { endpoint?: { url: string; token: string }; space?: string }) {
  const { endpoint, space = 'demo' } = wanted;
  if (endpoint) return { scimEndpoint: endpoint.url, jobToken: endpoint.token, runToken: endpoint.token };
  const { scimEndpoint, bearerToken, runToken } = emulator.sampleApp.createSpace(space);
  return { scimEndpoint, jobToken: bearerToken, runToken };
}
