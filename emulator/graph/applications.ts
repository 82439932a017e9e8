import { Hono } from 'hono';
import type { Application, AppRole } from '../directory/state.ts';
import { allow, requireManages } from './access.ts';
import { APPLICATION_FILTERS, applicationWire } from './application-wire.ts';
import { pathId, tenantOf, visibleRow, visibleRows, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { appRolesOf, checkKinds, textsOf, type Kinds } from './checked-properties.ts';
import { byCreation, collection, entity } from './odata-query.ts';
import { ownerRoutes } from './owners.ts';
import { ACCESS } from './permissions.ts';
import { jsonBody, type Body } from './request-body.ts';

const WRITABLE: Kinds = {
  api: 'object',
  appRoles: 'objects',
  description: 'text',
  displayName: 'text',
  groupMembershipClaims: 'text',
  identifierUris: 'texts',
  info: 'object',
  isFallbackPublicClient: 'flag',
  notes: 'text',
  optionalClaims: 'object',
  publicClient: 'object',
  requiredResourceAccess: 'objects',
  serviceManagementReference: 'text',
  signInAudience: 'text',
  spa: 'object',
  tags: 'texts',
  web: 'object',
};

export function applicationRoutes(graph: Graph): Hono<GraphEnv> {
  const { directory } = graph;
  const routes = new Hono<GraphEnv>();
  const named = (c: GraphRequest) => visibleRow(graph, c, directory.applications)(pathId(c));
  const wireFor = (c: GraphRequest) => (row: Application) => applicationWire(row, tenantOf(graph, c).initialDomain);

  // https://learn.microsoft.com/graph/api/application-list
  routes.get('/applications', allow(graph, ACCESS.readApplications), (c) =>
    c.json(
      collection(graph, c, {
        set: 'applications',
        rows: visibleRows(graph, c, directory.applications),
        wire: wireFor(c),
        orderOf: byCreation,
        filterable: APPLICATION_FILTERS,
      }),
    ),
  );

  // https://learn.microsoft.com/graph/api/application-get
  routes.get('/applications/:id', allow(graph, ACCESS.readApplications), (c) =>
    c.json(entity(graph, c, { set: 'applications', wire: wireFor(c)(named(c)) })),
  );

  // https://learn.microsoft.com/graph/api/application-update
  routes.patch('/applications/:id', allow(graph, ACCESS.writeApplications), async (c) => {
    const row = named(c);
    requireManages(graph, c, row);
    const body = await jsonBody(c);
    checkKinds(body, { kinds: WRITABLE, required: ['displayName'], resource: 'Application' });
    patchApplication(graph, row, body);
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/application-delete
  routes.delete('/applications/:id', allow(graph, ACCESS.writeApplications), (c) => {
    const row = named(c);
    requireManages(graph, c, row);
    const deletedAt = graph.core.clock.now().toISOString();
    directory.applications.update(row.id, { deletedAt });
    for (const principal of homePrincipals(graph, row)) directory.servicePrincipals.update(principal.id, { deletedAt });
    return c.body(null, 204);
  });

  routes.route('/applications/:id/owners', ownerRoutes(graph, directory.applications));
  return routes;
}

/** The service principal in the application's own tenant shares its name and roles, and is deleted with it. */
function homePrincipals({ directory }: Graph, { appId, tenantId }: Application) {
  return directory.servicePrincipals.find((row) => row.appId === appId && row.tenantId === tenantId && !row.deletedAt);
}

function patchApplication(graph: Graph, row: Application, body: Body): void {
  const { displayName = row.displayName, appRoles, signInAudience = row.signInAudience, ...rest } = body;
  const properties = { ...row.properties, ...rest };
  const shared = {
    displayName: displayName as string,
    appRoles: appRoles === undefined ? row.appRoles : appRolesOf(appRoles),
  } satisfies { displayName: string; appRoles: AppRole[] };
  graph.directory.applications.update(row.id, {
    ...shared,
    signInAudience: signInAudience as string,
    properties,
    redirectUris: redirectUrisAfter(row, rest),
  });
  for (const principal of homePrincipals(graph, row)) graph.directory.servicePrincipals.update(principal.id, shared);
}

/** Sign-in accepts the addresses of all platforms. */
function redirectUrisAfter(row: Application, changes: Body): string[] {
  const platforms = ['web', 'spa', 'publicClient'];
  if (!platforms.some((platform) => platform in changes)) return row.redirectUris;
  const merged = { ...row.properties, ...changes } as Record<string, { redirectUris?: unknown } | null | undefined>;
  return platforms.flatMap((platform) => textsOf(merged[platform]?.redirectUris ?? [], 'redirectUris'));
}
