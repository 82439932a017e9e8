import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { AppError } from '#lib/platform/errors.ts';

export type PinnedAddress = { address: string; family: 4 | 6 };

/** Hosts that are reachable although they are private: `host` or `host:port`, from the configuration. */
export type OpenHosts = ReadonlySet<string>;

/** What a name leads to now; asked once for each hop. */
export type ResolveName = (host: string) => Promise<{ address: string; family: number }[]>;

/** Azure's own host services answer on this public address from inside a virtual machine. */
const AZURE_WIRE_SERVER = '168.63.129.16';

const RESOLVE_TIMEOUT_MS = 5_000;

/**
 * Resolves a host that a person named and refuses anything but public unicast addresses, in any spelling (decimal, hex,
 * IPv4-mapped, NAT64, 6to4). The address handed back is the one to connect to: resolving again could answer differently.
 */
export async function pinAddress(url: URL, openHosts: OpenHosts, resolveName?: ResolveName): Promise<PinnedAddress> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(url, 'only http and https addresses are called');
  if (url.username || url.password) throw refused(url, 'the address carries a user name or password');
  const isOpen = openHosts.has(url.host) || openHosts.has(url.hostname);
  const addresses = await resolve(url, resolveName);
  if (!isOpen && !addresses.every(({ address }) => isPublic(address))) {
    throw refused(url, 'it leads to a private, local or reserved network');
  }
  // An emulator listens on 127.0.0.1 only, while localhost may resolve to ::1 first.
  const pinned = addresses.find(({ family }) => isOpen && family === 4) ?? addresses[0];
  if (!pinned) throw refused(url, 'its name does not resolve');
  return pinned;
}

const byDns: ResolveName = (host) => lookup(host, { all: true, verbatim: true });

async function resolve(url: URL, resolveName: ResolveName = byDns): Promise<PinnedAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }];
  try {
    const found = await Promise.race([
      resolveName(host),
      new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error('Name resolution took too long.')), RESOLVE_TIMEOUT_MS).unref();
      }),
    ]);
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch (error) {
    throw new AppError(
      'address-refused',
      `${url.host} cannot be called: its name does not resolve.`,
      { host: url.host },
      { cause: error },
    );
  }
}

/** Public unicast only. Addresses that embed an IPv4 address are judged by that one too. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && parsed.toString() !== AZURE_WIRE_SERVER;
  // Of IPv6, 2000::/3 alone is given to the public; `::127.0.0.1` and its kin are not of it.
  const isGlobal = /^[23][0-9a-f]{3}:/.test(parsed.toString());
  return isGlobal && parsed.range() === 'unicast' && !/^(64:ff9b:|2002:|2001:0?:)/i.test(parsed.toString());
}

function refused(url: URL, why: string): AppError {
  return new AppError('address-refused', `${url.host || url.href} cannot be called: ${why}.`, { host: url.host });
}
