import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { User } from '../directory/state.ts';
import { allow } from './access.ts';
import { createdNow, pathId, tenantOf, visibleRows, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { badRequest } from './errors.ts';
import { byCreation, collection, entity } from './odata-query.ts';
import { ACCESS } from './permissions.ts';
import { jsonBody, type Body } from './request-body.ts';
import { userRow } from './user-lookup.ts';
import { checkUserBody } from './user-properties.ts';
import { USER_FILTERS, userDefaults, userWire } from './user-wire.ts';

const NEEDED = ['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName'];

export function userRoutes(graph: Graph): Hono<GraphEnv> {
  const { users } = graph.directory;
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/user-list
  routes.get('/users', allow(graph, ACCESS.readUsers), (c) =>
    c.json(
      collection(graph, c, {
        set: 'users',
        rows: visibleRows(graph, c, users),
        wire: userWire,
        orderOf: byCreation,
        filterable: USER_FILTERS,
        defaults: userDefaults(c),
      }),
    ),
  );

  // https://learn.microsoft.com/graph/api/user-post-users
  routes.post('/users', allow(graph, ACCESS.writeUsers), async (c) => {
    const body = await jsonBody(c);
    const missing = NEEDED.find((name) => body[name] === undefined);
    if (missing) throw badRequest(`The required property '${missing}' is missing. (User)`);
    checkUserBody(body);
    requireUsableName(graph, c, String(body.userPrincipalName));
    const user = users.insert({
      id: randomUUID(),
      tenantId: c.var.caller.tenantId,
      ...createdNow(graph, graph.core.knobs.accountReplicationDelayMs),
      ...columnsOf(body, NO_USER),
    });
    return c.json(entity(graph, c, { set: 'users', wire: userWire(user), defaults: userDefaults(c) }), 201);
  });

  // https://learn.microsoft.com/graph/api/user-get
  routes.get('/users/:id', allow(graph, ACCESS.readUsers), (c) => {
    const user = userRow(graph, c, pathId(c));
    return c.json(entity(graph, c, { set: 'users', wire: userWire(user), defaults: userDefaults(c) }));
  });

  // https://learn.microsoft.com/graph/api/user-update
  routes.patch('/users/:id', allow(graph, ACCESS.writeUsers), async (c) => {
    const user = userRow(graph, c, pathId(c));
    const body = await jsonBody(c);
    checkUserBody(body);
    if (body.userPrincipalName !== undefined) requireUsableName(graph, c, String(body.userPrincipalName), user);
    users.update(user.id, columnsOf(body, user));
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/user-delete
  routes.delete('/users/:id', allow(graph, ACCESS.deleteUsers), (c) => {
    const user = userRow(graph, c, pathId(c));
    users.update(user.id, { deletedAt: graph.core.clock.now().toISOString() });
    return c.body(null, 204);
  });

  return routes;
}

type Columns = Pick<User, 'userPrincipalName' | 'displayName' | 'accountEnabled' | 'properties'>;
const NO_USER: Columns = { userPrincipalName: '', displayName: '', accountEnabled: false, properties: {} };

/** The stored columns after a checked body is applied; a password is not kept. */
function columnsOf({ passwordProfile: _judged, ...body }: Body, before: Columns): Columns {
  const { userPrincipalName, displayName, accountEnabled, ...properties } = { ...columnBody(before), ...body };
  return {
    userPrincipalName: String(userPrincipalName),
    displayName: String(displayName),
    accountEnabled: accountEnabled === true,
    properties: { ...before.properties, ...properties },
  };
}

function columnBody({ userPrincipalName, displayName, accountEnabled }: Columns): Body {
  return { userPrincipalName, displayName, accountEnabled };
}

/** A user principal name ends in a verified domain of the tenant and is nobody else's. */
export function requireUsableName(graph: Graph, c: GraphRequest, name: string, self?: User): void {
  const wanted = name.toLowerCase();
  const domain = wanted.split('@')[1];
  if (!tenantOf(graph, c).domains.some((one) => one.isVerified && one.name.toLowerCase() === domain)) {
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
  }
  const { tenantId } = c.var.caller;
  const taken = graph.directory.users.first(
    (row) =>
      row.tenantId === tenantId &&
      !row.deletedAt &&
      row.id !== self?.id &&
      row.userPrincipalName.toLowerCase() === wanted,
  );
  if (taken) throw badRequest('Another object with the same value for property userPrincipalName already exists.');
}
