import { Hono } from 'hono';
import type { Tenant } from '../directory/state.ts';
import { allow } from './access.ts';
import { pathId, tenantOf, type Graph, type GraphEnv } from './context.ts';
import { notFound } from './errors.ts';
import { collection, entity } from './odata-query.ts';
import { ACCESS } from './permissions.ts';

export function domainRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/domain-list
  routes.get('/domains', allow(graph, ACCESS.readDomains), (c) =>
    c.json(collection(graph, c, { set: 'domains', rows: tenantOf(graph, c).domains, wire: domainWire })),
  );

  // https://learn.microsoft.com/graph/api/domain-get
  routes.get('/domains/:id', allow(graph, ACCESS.readDomains), (c) => {
    const domain = tenantOf(graph, c).domains.find(({ name }) => name === pathId(c).toLowerCase());
    if (!domain) throw notFound(pathId(c));
    return c.json(entity(graph, c, { set: 'domains', wire: domainWire(domain) }));
  });

  return routes;
}

function domainWire({ name, isDefault, isInitial, isVerified }: Tenant['domains'][number]) {
  return {
    id: name,
    authenticationType: 'Managed',
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: true,
    isVerified,
    supportedServices: isVerified ? ['Email', 'OfficeCommunicationsOnline'] : [],
  };
}
