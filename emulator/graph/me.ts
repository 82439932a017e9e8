import { Hono } from 'hono';
import { allow } from './access.ts';
import { isVisible, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { derivedGuid } from './derived-guid.ts';
import { activeRoles, ROLE_NAMES } from './directory-roles.ts';
import { GraphError, notFound } from './errors.ts';
import { collection, entity, wantsCount } from './odata-query.ts';
import { ACCESS, FULL_ROLE_READERS } from './permissions.ts';
import { userDefaults, userWire } from './user-wire.ts';

/** The person who calls. An application has no `me`. */
export function meRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/user-get
  routes.get('/me', personsOnly, allow(graph, ACCESS.readMe), (c) => {
    const user = graph.directory.users.get(c.var.caller.objectId);
    if (!user || !isVisible(graph, user)) throw notFound(c.var.caller.objectId);
    return c.json(entity(graph, c, { set: 'users', wire: userWire(user), defaults: userDefaults(c) }));
  });

  // https://learn.microsoft.com/graph/api/user-list-transitivememberof
  routes.get(
    '/me/transitiveMemberOf/microsoft.graph.directoryRole',
    personsOnly,
    allow(graph, ACCESS.readMyRoles),
    (c) => {
      if (!wantsCount(c)) throw castNeedsAdvancedQuery();
      const rows = [...activeRoles(graph.directory, c.var.caller)];
      const wire = FULL_ROLE_READERS.some((scope) => c.var.caller.scopes.has(scope)) ? fullRole : roleIdOnly;
      return c.json(
        collection(graph, c, { set: 'directoryRoles', rows, wire: (id) => wire(id, c.var.caller.tenantId) }),
      );
    },
  );

  return routes;
}

async function personsOnly(c: GraphRequest, next: () => Promise<void>): Promise<void> {
  if (c.var.caller.kind === 'app') {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  await next();
}

function castNeedsAdvancedQuery() {
  return new GraphError(
    400,
    'Request_UnsupportedQuery',
    "OData cast to 'microsoft.graph.directoryRole' needs the header ConsistencyLevel: eventual and $count=true.",
  );
}

function fullRole(roleTemplateId: string, tenantId: string) {
  const displayName = ROLE_NAMES[roleTemplateId] ?? roleTemplateId;
  return {
    ...roleIdOnly(roleTemplateId, tenantId),
    displayName,
    description: `Members have the permissions of ${displayName}.`,
    roleTemplateId,
  };
}

/** Without a permission to read roles, an object shows its type and id, all else null. */
function roleIdOnly(roleTemplateId: string, tenantId: string) {
  return {
    '@odata.type': '#microsoft.graph.directoryRole',
    id: derivedGuid(`role|${tenantId}|${roleTemplateId}`),
    deletedDateTime: null,
    description: null,
    displayName: null,
    roleTemplateId: null,
  };
}
