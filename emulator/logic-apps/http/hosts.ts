import type { Addresses } from '../../core/core.ts';

/** The Microsoft hosts a definition may name, and the local service that answers for each. */
const LOCAL_SERVICES: Record<string, keyof Addresses> = {
  'graph.microsoft.com': 'graph',
  'management.azure.com': 'arm',
  'login.microsoftonline.com': 'entra',
};

/** Where a request really goes. `isEmulated`: the answering service lives in emulated time, so its Retry-After is scaled. */
export function routeOf(url: URL, addresses: Addresses): { url: URL; isEmulated: boolean } {
  const service = LOCAL_SERVICES[url.hostname];
  if (!service)
    return { url, isEmulated: Object.values(addresses).some((address) => originOf(address) === url.origin) };
  const base = addresses[service];
  return { url: new URL(`${base}${url.pathname}${url.search}`), isEmulated: true };
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
