import { Hono } from 'hono';
import type { PermissionGrant } from '../directory/state.ts';
import { allow } from './access.ts';
import type { Graph, GraphEnv, GraphRequest } from './context.ts';
import { collection } from './odata-query.ts';
import { ACCESS } from './permissions.ts';

/** Delegated consents, read only; they are made by consenting. */
export function permissionGrantRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/oauth2permissiongrant-list
  routes.get('/oauth2PermissionGrants', allow(graph, ACCESS.readGrants), (c) =>
    c.json(
      collection(graph, c, {
        set: 'oauth2PermissionGrants',
        rows: graph.directory.permissionGrants.find((row) => row.tenantId === c.var.caller.tenantId),
        wire: (row) => grantWire(graph, c, row),
        orderOf: ({ id }) => `|${id}`,
        filterable: { clientId: ['eq'], resourceId: ['eq'], principalId: ['eq'], consentType: ['eq'] },
      }),
    ),
  );

  return routes;
}

function grantWire({ directory }: Graph, c: GraphRequest, row: PermissionGrant) {
  const principalIdOf = (appId: string) =>
    directory.servicePrincipals.first((one) => one.appId === appId && one.tenantId === c.var.caller.tenantId)?.id ??
    null;
  return {
    id: row.id,
    clientId: principalIdOf(row.clientAppId),
    consentType: row.principalId ? 'Principal' : 'AllPrincipals',
    principalId: row.principalId ?? null,
    resourceId: principalIdOf(row.resourceAppId),
    scope: row.scopes.join(' '),
  };
}
