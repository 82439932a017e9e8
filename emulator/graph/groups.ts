import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { allow, requirePermissions } from './access.ts';
import { checkKinds } from './checked-properties.ts';
import {
  createdNow,
  pathId,
  visibleRow,
  visibleRows,
  type Graph,
  type GraphEnv,
  type GraphRequest,
} from './context.ts';
import { badRequest, invalidValue, notImplemented } from './errors.ts';
import { GROUP_FILTERS, GROUP_PROPERTIES, groupWire } from './group-wire.ts';
import { byCreation, collection, entity } from './odata-query.ts';
import { ACCESS } from './permissions.ts';
import { jsonBody, type Body } from './request-body.ts';

const REQUIRED = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'];

export function groupRoutes(graph: Graph): Hono<GraphEnv> {
  const { groups } = graph.directory;
  const routes = new Hono<GraphEnv>();
  const named = (c: GraphRequest) => visibleRow(graph, c, groups)(pathId(c));

  // https://learn.microsoft.com/graph/api/group-list
  routes.get('/groups', allow(graph, ACCESS.readGroups), (c) =>
    c.json(
      collection(graph, c, {
        set: 'groups',
        rows: visibleRows(graph, c, groups),
        wire: groupWire,
        orderOf: byCreation,
        filterable: GROUP_FILTERS,
      }),
    ),
  );

  // https://learn.microsoft.com/graph/api/group-post-groups
  routes.post('/groups', allow(graph, ACCESS.writeGroups), async (c) => {
    const body = await jsonBody(c);
    const missing = REQUIRED.find((name) => body[name] === undefined);
    if (missing) throw badRequest(`The required property '${missing}' is missing. (Group)`);
    checkGroup(body);
    checkKindOfGroup(body);
    if (body.isAssignableToRole === true) requirePermissions(c, ACCESS.makeRoleGroups);
    const { displayName, ...properties } = body;
    const group = groups.insert({
      id: randomUUID(),
      tenantId: c.var.caller.tenantId,
      ...createdNow(graph, graph.core.knobs.accountReplicationDelayMs),
      displayName: String(displayName),
      memberIds: [],
      properties,
    });
    return c.json(entity(graph, c, { set: 'groups', wire: groupWire(group) }), 201);
  });

  // https://learn.microsoft.com/graph/api/group-get
  routes.get('/groups/:id', allow(graph, ACCESS.readGroups), (c) =>
    c.json(entity(graph, c, { set: 'groups', wire: groupWire(named(c)) })),
  );

  // https://learn.microsoft.com/graph/api/group-update
  routes.patch('/groups/:id', allow(graph, ACCESS.writeGroups), async (c) => {
    const group = named(c);
    const body = await jsonBody(c);
    checkGroup(body);
    if ('isAssignableToRole' in body) throw badRequest("Property 'isAssignableToRole' is immutable.");
    const { displayName = group.displayName, ...changes } = body;
    const properties = { ...group.properties, ...changes };
    checkKindOfGroup(properties);
    groups.update(group.id, { displayName: String(displayName), properties });
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/graph/api/group-delete
  routes.delete('/groups/:id', allow(graph, ACCESS.writeGroups), (c) => {
    // The row of a security group stays too, for the provisioning service to see the deletion; no read finds it again.
    groups.update(named(c).id, { deletedAt: graph.core.clock.now().toISOString() });
    return c.body(null, 204);
  });

  return routes;
}

function checkGroup(body: Body): void {
  const bound = Object.keys(body).find((name) => name.endsWith('@odata.bind'));
  if (bound) throw notImplemented(bound);
  checkKinds(body, { kinds: GROUP_PROPERTIES, required: REQUIRED, resource: 'Group' });
  if (typeof body.mailNickname === 'string' && !/^[^@()\\[\]";:<>, ]{1,64}$/.test(body.mailNickname)) {
    throw invalidValue('mailNickname', 'Group');
  }
}

function checkKindOfGroup({ groupTypes, mailEnabled, securityEnabled }: Body): void {
  const types = Array.isArray(groupTypes) ? groupTypes : [];
  if (types.includes('DynamicMembership')) throw notImplemented('groups with dynamic membership');
  if (types.includes('Unified')) return;
  if (mailEnabled === true) {
    throw badRequest(
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
    );
  }
  if (securityEnabled === false) throw invalidValue('securityEnabled', 'Group');
}
