import { Hono } from 'hono';
import { allow } from './access.ts';
import { pathId, visibleRow, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { collection } from './odata-query.ts';
import { alreadyReferenced } from './owners.ts';
import { ACCESS } from './permissions.ts';
import { principalOf, principalReference } from './principals.ts';
import { referencedId } from './request-body.ts';

export function groupMemberRoutes(graph: Graph): Hono<GraphEnv> {
  const { groups } = graph.directory;
  const routes = new Hono<GraphEnv>();
  const named = (c: GraphRequest) => visibleRow(graph, c, groups)(pathId(c));

  // https://learn.microsoft.com/graph/api/group-list-members
  routes.get('/groups/:id/members', allow(graph, ACCESS.readGroups), (c) => {
    const rows = named(c).memberIds.flatMap((id) => principalOf(graph, c, id) ?? []);
    return c.json(
      collection(graph, c, { set: 'directoryObjects', rows, wire: principalReference, orderOf: ({ id }) => `|${id}` }),
    );
  });

  // https://learn.microsoft.com/graph/api/group-post-members
  routes.post('/groups/:id/members/$ref', allow(graph, ACCESS.writeMembers), async (c) => {
    const group = named(c);
    const memberId = await referencedId(c);
    if (!principalOf(graph, c, memberId)) throw notFound(memberId);
    if (memberId === group.id) throw badRequest('A group cannot be a member of itself.');
    if (group.memberIds.includes(memberId)) throw alreadyReferenced('members');
    groups.update(group.id, { memberIds: [...group.memberIds, memberId] });
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/group-delete-members
  routes.delete('/groups/:id/members/:memberId/$ref', allow(graph, ACCESS.writeMembers), (c) => {
    const group = named(c);
    const memberId = pathId(c, 'memberId').toLowerCase();
    if (!group.memberIds.includes(memberId)) throw notFound(memberId);
    groups.update(group.id, { memberIds: group.memberIds.filter((id) => id !== memberId) });
    return c.body(null, 204);
  });

  return routes;
}
