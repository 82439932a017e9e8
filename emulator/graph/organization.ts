import { Hono } from 'hono';
import type { Tenant } from '../directory/state.ts';
import { allow } from './access.ts';
import { tenantOf, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { collection, type Wire } from './odata-query.ts';
import { ACCESS, FULL_ORGANIZATION_READERS } from './permissions.ts';

export function organizationRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/organization-list
  routes.get('/organization', allow(graph, ACCESS.readOrganization), (c) => {
    const rows = [tenantOf(graph, c)];
    const wire = readsAll(c) ? organizationWire : basicWire;
    return c.json(collection(graph, c, { set: 'organization', rows, wire }));
  });

  return routes;
}

function readsAll(c: GraphRequest): boolean {
  const { scopes, roles } = c.var.caller;
  return FULL_ORGANIZATION_READERS.some((permission) => scopes.has(permission) || roles.has(permission));
}

function organizationWire(tenant: Tenant) {
  return {
    id: tenant.id,
    displayName: tenant.displayName,
    tenantType: 'AAD',
    countryLetterCode: 'GB',
    verifiedDomains: tenant.domains
      .filter(({ isVerified }) => isVerified)
      .map(({ name, isDefault, isInitial }) => ({
        name,
        isDefault,
        isInitial,
        type: 'Managed',
        capabilities: 'Email',
      })),
    assignedPlans: tenant.skus.flatMap(({ capabilityStatus, servicePlans }) =>
      servicePlans.map(({ id, name }) => ({ service: name, capabilityStatus, servicePlanId: id })),
    ),
  };
}

/** With `User.Read` alone, the properties beyond these three are null. */
function basicWire(tenant: Tenant): Wire {
  const { id, displayName, verifiedDomains, ...hidden } = organizationWire(tenant);
  const nulls = Object.keys(hidden).map((name) => [name, null]);
  return { id, displayName, verifiedDomains, ...Object.fromEntries(nulls) };
}
