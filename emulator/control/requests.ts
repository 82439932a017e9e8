import { Hono } from 'hono';
import type { Core } from '../core/core.ts';
import type { LoggedRequest } from '../core/request-log.ts';

/** What the services were asked. `GET /?tenantId=&service=&method=&path=` (a regular expression), `DELETE /?tenantId=`. */
export function requestRoutes({ requests }: Core): Hono {
  const routes = new Hono();
  routes.get('/', (c) => {
    const { tenantId, service, method, path } = c.req.query();
    const wanted: Partial<LoggedRequest> = { tenantId, method } as Partial<LoggedRequest>;
    const pattern = new RegExp(path ?? '');
    const found = requests.entries.filter(
      (entry) =>
        (!service || entry.service === service) &&
        (!wanted.tenantId || entry.tenantId === wanted.tenantId) &&
        (!wanted.method || entry.method === wanted.method) &&
        pattern.test(entry.path),
    );
    return c.json(found);
  });
  routes.delete('/', (c) => {
    requests.clear(c.req.query('tenantId'));
    return c.body(null, 204);
  });
  return routes;
}
