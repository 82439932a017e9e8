import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Collection } from './collection.ts';
import type { Clock } from './clock.ts';

/** A planted failure: the next `times` matching requests are answered with it instead of the service. */
export type Fault = {
  id: string;
  service: ServiceName;
  /** Only requests of this tenant; without it, all. */
  tenantId?: string;
  method?: string;
  /** A regular expression tested against the path without its query. */
  path: string;
  times: number;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Emulated milliseconds to wait before answering. */
  delayMs?: number;
  /** Answer with the fault after the service has done its work: the caller cannot know that it happened. */
  afterwards?: boolean;
};
export type ServiceName = 'entra' | 'graph' | 'arm' | 'sample-app';

export function createFaults() {
  const planted = new Collection<Fault>();
  function take(service: ServiceName, request: { tenantId?: string; method: string; path: string }): Fault | undefined {
    const fault = planted.first(
      (one) =>
        one.service === service &&
        (!one.tenantId || one.tenantId === request.tenantId) &&
        (!one.method || one.method === request.method) &&
        new RegExp(one.path).test(request.path),
    );
    if (!fault) return undefined;
    if (fault.times <= 1) planted.remove(fault.id);
    else planted.update(fault.id, { times: fault.times - 1 });
    return fault;
  }
  return { planted, take };
}
export type Faults = ReturnType<typeof createFaults>;

/** Answers planted faults in front of a service. `tenantOf` reads the tenant from the request, where it can be known. */
export function faultGate(
  faults: Faults,
  clock: Clock,
  service: ServiceName,
  tenantOf: (authorization: string | undefined, path: string) => string | undefined,
): MiddlewareHandler {
  return async (c, next) => {
    const tenantId = tenantOf(c.req.header('authorization'), c.req.path);
    const fault = faults.take(service, { tenantId, method: c.req.method, path: c.req.path });
    if (!fault) return next();
    if (fault.afterwards) await next();
    if (fault.delayMs) await clock.sleep(fault.delayMs);
    const body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
    throw new HTTPException(fault.status as 500, {
      res: new Response(body, {
        status: fault.status,
        headers: { 'content-type': 'application/json', ...fault.headers },
      }),
    });
  };
}
