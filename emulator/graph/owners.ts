import { Hono } from 'hono';
import type { Application, ServicePrincipal } from '../directory/state.ts';
import { allow, requireManages } from './access.ts';
import { pathId, visibleRow, type Graph, type GraphEnv } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { collection } from './odata-query.ts';
import { ACCESS } from './permissions.ts';
import { principalOf, principalReference } from './principals.ts';
import { referencedId } from './request-body.ts';

type Owned = {
  get(id: string): Application | ServicePrincipal | undefined;
  update(id: string, patch: { ownerIds: string[] }): unknown;
};

/** Owners of an application or of a service principal: people and service principals. */
export function ownerRoutes(graph: Graph, table: Owned): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/serviceprincipal-list-owners
  routes.get('/', allow(graph, ACCESS.readApplications), (c) => {
    const row = visibleRow(graph, c, table)(pathId(c));
    const rows = row.ownerIds.flatMap((id) => principalOf(graph, c, id) ?? []);
    return c.json(collection(graph, c, { set: 'directoryObjects', rows, wire: principalReference }));
  });

  // https://learn.microsoft.com/graph/api/serviceprincipal-post-owners
  routes.post('/$ref', allow(graph, ACCESS.writeApplications), async (c) => {
    const row = visibleRow(graph, c, table)(pathId(c));
    requireManages(graph, c, row);
    const ownerId = await referencedId(c);
    const owner = principalOf(graph, c, ownerId);
    if (!owner) throw notFound(ownerId);
    if (owner.type === 'Group')
      throw badRequest('The reference target does not exist or is not a user or service principal.');
    if (row.ownerIds.includes(ownerId)) throw alreadyReferenced('owners');
    table.update(row.id, { ownerIds: [...row.ownerIds, ownerId] });
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/serviceprincipal-delete-owners
  routes.delete('/:ownerId/$ref', allow(graph, ACCESS.writeApplications), (c) => {
    const row = visibleRow(graph, c, table)(pathId(c));
    requireManages(graph, c, row);
    const ownerId = pathId(c, 'ownerId').toLowerCase();
    if (!row.ownerIds.includes(ownerId)) throw notFound(ownerId);
    table.update(row.id, { ownerIds: row.ownerIds.filter((id) => id !== ownerId) });
    return c.body(null, 204);
  });

  return routes;
}

export function alreadyReferenced(property: string) {
  return badRequest(
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );
}
