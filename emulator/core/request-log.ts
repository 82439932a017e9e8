import type { MiddlewareHandler } from 'hono';
import type { ServiceName } from './faults.ts';

const KEPT = 5_000;

/** What a service was asked, without bodies or credentials. */
export type LoggedRequest = {
  at: string;
  service: ServiceName;
  method: string;
  path: string;
  query: string;
  status: number;
  tenantId?: string;
};

export function createRequestLog() {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(entry: LoggedRequest) {
      entries.push(entry);
      if (entries.length > KEPT) entries.splice(0, entries.length - KEPT);
    },
    clear(tenantId?: string) {
      const kept = tenantId ? entries.filter((entry) => entry.tenantId !== tenantId) : [];
      entries.splice(0, entries.length, ...kept);
    },
  };
}
export type RequestLog = ReturnType<typeof createRequestLog>;

export function logRequests(
  log: RequestLog,
  service: ServiceName,
  tenantOf: (authorization: string | undefined, path: string) => string | undefined,
): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { pathname, search } = new URL(c.req.url);
    log.add({
      at: new Date().toISOString(),
      service,
      method: c.req.method,
      path: pathname,
      query: readable(search),
      status: c.res.status,
      tenantId: tenantOf(c.req.header('authorization'), pathname),
    });
  };
}

function readable(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    // A lone percent sign is a legal thing to send; the log shows it as it came.
    return query;
  }
}
