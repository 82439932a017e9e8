/** Microsoft's clouds by the hosts of their services; in each, tokens are asked for those same hosts. */
const CLOUDS = {
  public: {
    entra: ['login.microsoftonline.com'],
    graph: ['graph.microsoft.com'],
    arm: ['management.azure.com'],
  },
  'US Government': {
    entra: ['login.microsoftonline.us'],
    graph: ['graph.microsoft.us', 'dod-graph.microsoft.us'],
    arm: ['management.usgovcloudapi.net'],
  },
  China: {
    entra: ['login.partner.microsoftonline.cn'],
    graph: ['microsoftgraph.chinacloudapi.cn'],
    arm: ['management.chinacloudapi.cn'],
  },
} as const;

export type CloudName = keyof typeof CLOUDS;
export type CloudService = 'entra' | 'graph' | 'arm';

/** https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
export function cloudOf(service: CloudService, url: string): CloudName | undefined {
  const { hostname, protocol } = new URL(url);
  const names = Object.keys(CLOUDS) as CloudName[];
  return names.find((name) => protocol === 'https:' && (CLOUDS[name][service] as readonly string[]).includes(hostname));
}

/**
 * What tokens for a service are asked for: its own address, or the public cloud's where it is none of Microsoft's, as on
 * this machine.
 */
export function resourceAt(service: 'graph' | 'arm', url: string): string {
  return cloudOf(service, url) ? new URL(url).origin : `https://${CLOUDS.public[service][0]}`;
}

/** Delegated permissions of Graph as Entra takes them: `https://graph.microsoft.com/User.Read`. */
export function graphScopes(graphUrl: string, names: readonly string[]): string[] {
  return names.map((name) => `${resourceAt('graph', graphUrl)}/${name}`);
}
