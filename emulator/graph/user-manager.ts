import { Hono } from 'hono';
import { allow } from './access.ts';
import { baseUrl, isVisible, pathId, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { acceptOptions, entity } from './odata-query.ts';
import { ACCESS } from './permissions.ts';
import { referencedId } from './request-body.ts';
import { userRow } from './user-lookup.ts';
import { userDefaults, userWire } from './user-wire.ts';

export function userManagerRoutes(graph: Graph): Hono<GraphEnv> {
  const { users } = graph.directory;
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/user-list-manager
  routes.get('/users/:id/manager', allow(graph, ACCESS.readUsers), (c) => {
    const wire = { '@odata.type': '#microsoft.graph.user', ...userWire(managerOf(graph, c)) };
    const defaults = userDefaults(c);
    return c.json(entity(graph, c, { set: 'directoryObjects', wire, defaults }));
  });

  routes.get('/users/:id/manager/$ref', allow(graph, ACCESS.readUsers), (c) => {
    acceptOptions(c, []);
    const reference = `${baseUrl(graph, c)}/directoryObjects/${managerOf(graph, c).id}/Microsoft.DirectoryServices.User`;
    return c.json({ '@odata.context': `${baseUrl(graph, c)}/$metadata#$ref`, '@odata.id': reference });
  });

  // https://learn.microsoft.com/graph/api/user-post-manager
  routes.put('/users/:id/manager/$ref', allow(graph, ACCESS.writeUsers), async (c) => {
    const user = userRow(graph, c, pathId(c));
    const manager = userRow(graph, c, await referencedId(c));
    if (manager.id === user.id) throw badRequest("Invalid object identifier: a user cannot be its own 'manager'.");
    users.update(user.id, { managerId: manager.id });
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/user-delete-manager
  routes.delete('/users/:id/manager/$ref', allow(graph, ACCESS.writeUsers), (c) => {
    const user = userRow(graph, c, pathId(c));
    if (!user.managerId) throw notFound('manager');
    users.update(user.id, { managerId: undefined });
    return c.body(null, 204);
  });

  return routes;
}

function managerOf(graph: Graph, c: GraphRequest) {
  const { managerId } = userRow(graph, c, pathId(c));
  const manager = managerId ? graph.directory.users.get(managerId) : undefined;
  if (!manager || !isVisible(graph, manager)) throw notFound('manager');
  return manager;
}
