import { Hono } from 'hono';
import type { ServicePrincipal } from '../directory/state.ts';
import { allow, requireManages } from './access.ts';
import { SERVICE_PRINCIPAL_FILTERS, servicePrincipalWire } from './application-wire.ts';
import { appRolesOf, checkKinds, type Kinds } from './checked-properties.ts';
import { pathId, visibleRow, visibleRows, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { badRequest } from './errors.ts';
import { byCreation, collection, entity } from './odata-query.ts';
import { ownerRoutes } from './owners.ts';
import { ACCESS } from './permissions.ts';
import { jsonBody, type Body } from './request-body.ts';

const WRITABLE: Kinds = {
  accountEnabled: 'flag',
  appRoleAssignmentRequired: 'flag',
  appRoles: 'objects',
  description: 'text',
  displayName: 'text',
  homepage: 'text',
  loginUrl: 'text',
  logoutUrl: 'text',
  notes: 'text',
  notificationEmailAddresses: 'texts',
  preferredSingleSignOnMode: 'text',
  replyUrls: 'texts',
  servicePrincipalNames: 'texts',
  tags: 'texts',
};
const REQUIRED = ['displayName', 'accountEnabled', 'appRoleAssignmentRequired'];

export function servicePrincipalRoutes(graph: Graph): Hono<GraphEnv> {
  const { directory } = graph;
  const routes = new Hono<GraphEnv>();
  const named = (c: GraphRequest) => visibleRow(graph, c, directory.servicePrincipals)(pathId(c));

  // https://learn.microsoft.com/graph/api/serviceprincipal-list
  routes.get('/servicePrincipals', allow(graph, ACCESS.readApplications), (c) =>
    c.json(
      collection(graph, c, {
        set: 'servicePrincipals',
        rows: visibleRows(graph, c, directory.servicePrincipals),
        wire: (row) => servicePrincipalWire(row, directory),
        orderOf: byCreation,
        filterable: SERVICE_PRINCIPAL_FILTERS,
      }),
    ),
  );

  // https://learn.microsoft.com/graph/api/serviceprincipal-get
  routes.get('/servicePrincipals/:id', allow(graph, ACCESS.readApplications), (c) =>
    c.json(entity(graph, c, { set: 'servicePrincipals', wire: servicePrincipalWire(named(c), directory) })),
  );

  // https://learn.microsoft.com/graph/api/serviceprincipal-update
  routes.patch('/servicePrincipals/:id', allow(graph, ACCESS.writeApplications), async (c) => {
    const row = named(c);
    requireManages(graph, c, row);
    const body = await jsonBody(c);
    checkKinds(body, { kinds: WRITABLE, required: REQUIRED, resource: 'ServicePrincipal' });
    directory.servicePrincipals.update(row.id, patchOf(row, body));
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/serviceprincipal-delete
  routes.delete('/servicePrincipals/:id', allow(graph, ACCESS.writeApplications), (c) => {
    const row = named(c);
    requireManages(graph, c, row);
    if (row.servicePrincipalType === 'ManagedIdentity') {
      throw badRequest('A managed identity is deleted with the Azure resource it belongs to.');
    }
    directory.servicePrincipals.update(row.id, { deletedAt: graph.core.clock.now().toISOString() });
    return c.body(null, 204);
  });

  routes.route('/servicePrincipals/:id/owners', ownerRoutes(graph, directory.servicePrincipals));
  return routes;
}

function patchOf(row: ServicePrincipal, body: Body): Partial<ServicePrincipal> {
  const { displayName, accountEnabled, appRoleAssignmentRequired, appRoles, ...rest } = body;
  const columns = { displayName, accountEnabled, appRoleAssignmentRequired } as Partial<ServicePrincipal>;
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(appRoles === undefined ? {} : { appRoles: appRolesOf(appRoles) }),
    properties: { ...row.properties, ...rest },
  };
}
