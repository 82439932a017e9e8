import { Hono } from 'hono';
import type { Application, Group, ServicePrincipal, User } from '../directory/state.ts';
import { allow, requireDirectoryRole, requirePermissions } from './access.ts';
import { applicationWire, servicePrincipalWire } from './application-wire.ts';
import { pathId, tenantOf, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { notFound } from './errors.ts';
import { groupWire, isRestorable } from './group-wire.ts';
import { byCreation, collection, entity, type Wire } from './odata-query.ts';
import { ACCESS, type Access } from './permissions.ts';
import { purge } from './purge.ts';
import { userWire } from './user-wire.ts';
import { requireUsableName } from './users.ts';

type Deleted =
  | { type: 'user'; row: User }
  | { type: 'group'; row: Group }
  | { type: 'application'; row: Application }
  | { type: 'servicePrincipal'; row: ServicePrincipal };
type DeletedType = Deleted['type'];

const READ: Record<DeletedType, Access> = {
  user: ACCESS.readUsers,
  group: ACCESS.readGroups,
  application: ACCESS.readApplications,
  servicePrincipal: ACCESS.readApplications,
};
const WRITE: Record<DeletedType, Access> = {
  user: ACCESS.restoreUsers,
  group: ACCESS.writeGroups,
  application: ACCESS.instantiate,
  servicePrincipal: ACCESS.instantiate,
};
const TYPES = Object.keys(READ) as DeletedType[];

/** What was deleted less than 30 days ago. The emulator keeps it until it is purged. */
export function deletedItemRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/directory-deleteditems-list
  for (const type of TYPES) {
    routes.get(`/directory/deletedItems/microsoft.graph.${type}`, allow(graph, READ[type]), (c) =>
      c.json(
        collection(graph, c, {
          set: `directory/deletedItems/microsoft.graph.${type}`,
          rows: deletedRows(graph, c).filter((one) => one.type === type),
          wire: (one) => wireOf(graph, c, one),
          orderOf: ({ row }) => byCreation(row),
          filterable: { id: ['eq'], displayName: ['eq', 'startswith'], appId: ['eq'], mail: ['eq'] },
        }),
      ),
    );
  }

  // https://learn.microsoft.com/graph/api/directory-deleteditems-get
  routes.get('/directory/deletedItems/:id', (c) => {
    const deleted = deletedRow(graph, c);
    requirePermissions(c, READ[deleted.type]);
    return c.json(entity(graph, c, typed(graph, c, deleted)));
  });

  // https://learn.microsoft.com/graph/api/directory-deleteditems-restore
  routes.post('/directory/deletedItems/:id/restore', (c) => {
    const deleted = deletedRow(graph, c);
    requireWrite(graph, c, deleted.type);
    if (deleted.type === 'user') requireUsableName(graph, c, deleted.row.userPrincipalName, deleted.row);
    tableOf(graph, deleted.type).update(deleted.row.id, { deletedAt: undefined });
    return c.json(entity(graph, c, typed(graph, c, deleted)));
  });

  // https://learn.microsoft.com/graph/api/directory-deleteditems-delete
  routes.delete('/directory/deletedItems/:id', (c) => {
    const { type, row } = deletedRow(graph, c);
    requireWrite(graph, c, type);
    purge(graph.directory, row.id);
    return c.body(null, 204);
  });

  return routes;
}

function requireWrite(graph: Graph, c: GraphRequest, type: DeletedType): void {
  const { directoryRoles = [], ...permissions } = WRITE[type];
  requirePermissions(c, permissions);
  requireDirectoryRole(graph, c, directoryRoles);
}

function deletedRows({ directory }: Graph, c: GraphRequest): Deleted[] {
  const isDeleted = (row: { tenantId: string; deletedAt?: string }) =>
    row.tenantId === c.var.caller.tenantId && row.deletedAt !== undefined;
  return [
    ...directory.users.find(isDeleted).map((row) => ({ type: 'user' as const, row })),
    ...directory.groups
      .find((row) => isDeleted(row) && isRestorable(row))
      .map((row) => ({ type: 'group' as const, row })),
    ...directory.applications.find(isDeleted).map((row) => ({ type: 'application' as const, row })),
    ...directory.servicePrincipals.find(isDeleted).map((row) => ({ type: 'servicePrincipal' as const, row })),
  ];
}

function deletedRow(graph: Graph, c: GraphRequest): Deleted {
  const id = pathId(c).toLowerCase();
  const found = deletedRows(graph, c).find(({ row }) => row.id === id);
  if (!found) throw notFound(id);
  return found;
}

function tableOf(
  { directory }: Graph,
  type: DeletedType,
): { update(id: string, patch: { deletedAt: undefined }): unknown } {
  return {
    user: directory.users,
    group: directory.groups,
    application: directory.applications,
    servicePrincipal: directory.servicePrincipals,
  }[type];
}

function typed(graph: Graph, c: GraphRequest, deleted: Deleted) {
  const wire = { '@odata.type': `#microsoft.graph.${deleted.type}`, ...wireOf(graph, c, deleted) };
  return { set: 'directoryObjects', wire };
}

function wireOf(graph: Graph, c: GraphRequest, deleted: Deleted): Wire {
  switch (deleted.type) {
    case 'user':
      return userWire(deleted.row);
    case 'group':
      return groupWire(deleted.row);
    case 'application':
      return applicationWire(deleted.row, tenantOf(graph, c).initialDomain);
    case 'servicePrincipal':
      return servicePrincipalWire(deleted.row, graph.directory);
  }
}
