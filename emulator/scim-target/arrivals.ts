import type { MiddlewareHandler } from 'hono';

const KEPT = 100;

/** A request of a client as the page shows it: who sent it, without the secret. */
export type Arrival = { at: string; method: string; path: string; status: number; auth: string };
export type Arrivals = ReturnType<typeof createArrivals>;

export function createArrivals() {
  const bySpace = new Map<string, Arrival[]>();

  function add(space: string, arrival: Arrival): void {
    const kept = bySpace.get(space) ?? [];
    kept.unshift(arrival);
    if (kept.length > KEPT) kept.length = KEPT;
    bySpace.set(space, kept);
  }

  return {
    of: (space: string): Arrival[] => bySpace.get(space) ?? [],
    clear: (space: string) => void bySpace.delete(space),
    add,
  };
}

/** Remembers what reaches SCIM and the token endpoint of a space; `isKnown` keeps guessed names out. */
export function recordArrivals(arrivals: Arrivals, isKnown: (space: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { pathname, search } = new URL(c.req.url);
    const space = spaceOfPath(pathname);
    const isProtocol = /^\/t\/[^/]+\/(scim|oauth)\//.test(pathname);
    if (!space || !isProtocol || !isKnown(space)) return;
    arrivals.add(space, {
      at: new Date().toISOString(),
      method: c.req.method,
      path: readable(pathname.slice(`/t/${space}`.length) + search),
      status: c.res.status,
      auth: masked(c.req.header('authorization')),
    });
  };
}

export function spaceOfPath(path: string): string | undefined {
  return /^\/t\/([^/]+)\//.exec(path)?.[1];
}

function masked(header: string | undefined): string {
  const [scheme, secret = ''] = header?.split(' ') ?? [];
  return scheme ? `${scheme} ••••${secret.length > 12 ? secret.slice(-4) : ''}` : 'none';
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    // A client may send a lone percent sign: shown as it came.
    return path;
  }
}
