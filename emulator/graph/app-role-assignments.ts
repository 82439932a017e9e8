import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { ARM_APP_ID, GRAPH_APP_ID, type AppRoleAssignment, type ServicePrincipal } from '../directory/state.ts';
import { allow, requireDirectoryRole } from './access.ts';
import { MICROSOFT_SERVICES_TENANT } from './application-wire.ts';
import { pathId, visibleRow, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { byCreation, collection, entity, type Wire } from './odata-query.ts';
import { ACCESS, ASSIGNERS } from './permissions.ts';
import { principalOf, type Principal } from './principals.ts';
import { guidOf, jsonBody } from './request-body.ts';
import { userRow } from './user-lookup.ts';

/** The role of an application that defines none. */
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';
const FILTERS = {
  id: ['eq'],
  resourceId: ['eq'],
  principalId: ['eq'],
  appRoleId: ['eq'],
  principalDisplayName: ['eq', 'startswith'],
} as const;

type Side = 'principal' | 'resource' | 'either';

/**
 * App-role assignments under each of their addresses. A service principal's collections accept assignments in which it
 * is principal or resource, whichever of the two addresses is used: callers rely on that.
 * https://learn.microsoft.com/graph/api/resources/approleassignment
 */
export function appRoleAssignmentRoutes(graph: Graph): Hono<GraphEnv> {
  const { groups, servicePrincipals } = graph.directory;
  const routes = new Hono<GraphEnv>();
  const userOf = (c: GraphRequest) => userRow(graph, c, pathId(c)).id;
  const groupOf = (c: GraphRequest) => visibleRow(graph, c, groups)(pathId(c)).id;
  const servicePrincipalOf = (c: GraphRequest) => visibleRow(graph, c, servicePrincipals)(pathId(c)).id;

  const places = [
    { path: '/users/:id/appRoleAssignments', ownerOf: userOf, listed: 'principal', accepted: 'principal' },
    { path: '/groups/:id/appRoleAssignments', ownerOf: groupOf, listed: 'principal', accepted: 'principal' },
    {
      path: '/servicePrincipals/:id/appRoleAssignments',
      ownerOf: servicePrincipalOf,
      listed: 'principal',
      accepted: 'either',
    },
    {
      path: '/servicePrincipals/:id/appRoleAssignedTo',
      ownerOf: servicePrincipalOf,
      listed: 'resource',
      accepted: 'either',
    },
  ] as const;
  for (const place of places) addPlace(graph, routes, place);
  return routes;
}

type Place = { path: string; ownerOf: (c: GraphRequest) => string; listed: Side; accepted: Side };

function addPlace(graph: Graph, routes: Hono<GraphEnv>, { path, ownerOf, listed, accepted }: Place): void {
  const { appRoleAssignments } = graph.directory;

  // https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments
  routes.get(path, allow(graph, ACCESS.readAssignments), (c) => {
    const ownerId = ownerOf(c);
    const rows = appRoleAssignments.find((row) => isOn(row, ownerId, listed) && isReadable(graph, c, row));
    const wire = (row: AppRoleAssignment) => assignmentWire(graph, c, row);
    return c.json(
      collection(graph, c, { set: 'appRoleAssignments', rows, wire, orderOf: byCreation, filterable: FILTERS }),
    );
  });

  // https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments
  routes.post(path, allow(graph, ACCESS.writeAssignments), async (c) => {
    const ownerId = ownerOf(c);
    const wanted = await readAssignment(c);
    if (!isOn(wanted, ownerId, accepted)) throw badRequest('The assignment does not belong to the addressed object.');
    const row = assign(graph, c, wanted);
    return c.json(entity(graph, c, { set: 'appRoleAssignments', wire: assignmentWire(graph, c, row) }), 201);
  });

  // https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments
  routes.delete(`${path}/:assignmentId`, allow(graph, ACCESS.removeAssignments), (c) => {
    const ownerId = ownerOf(c);
    const row = appRoleAssignments.get(pathId(c, 'assignmentId'));
    if (!row || !isOn(row, ownerId, accepted)) throw notFound(pathId(c, 'assignmentId'));
    requireAssigner(graph, c, graph.directory.servicePrincipals.get(row.resourceId));
    appRoleAssignments.remove(row.id);
    return c.body(null, 204);
  });
}

type Wanted = { principalId: string; resourceId: string; appRoleId: string };

async function readAssignment(c: GraphRequest): Promise<Wanted> {
  const body = await jsonBody(c);
  const { appRoleId = DEFAULT_ROLE } = body;
  return {
    principalId: guidOf(body, 'principalId'),
    resourceId: guidOf(body, 'resourceId'),
    appRoleId: guidOf({ appRoleId }, 'appRoleId'),
  };
}

function isOn(row: { principalId: string; resourceId: string }, ownerId: string, side: Side): boolean {
  if (side === 'principal') return row.principalId === ownerId;
  if (side === 'resource') return row.resourceId === ownerId;
  return row.principalId === ownerId || row.resourceId === ownerId;
}

/** Assigns once: a repeat is refused, and so is a principal that has not yet been replicated. */
function assign(graph: Graph, c: GraphRequest, wanted: Wanted): AppRoleAssignment {
  const { appRoleAssignments, servicePrincipals } = graph.directory;
  const resource = visibleRow(graph, c, servicePrincipals)(wanted.resourceId);
  const principal = principalOf(graph, c, wanted.principalId);
  if (!principal) throw notFound(wanted.principalId);
  requireAssigner(graph, c, resource);
  requireAssignable(resource, principal, wanted.appRoleId);
  if (appRoleAssignments.first((row) => isSame(row, wanted))) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  return appRoleAssignments.insert({
    ...wanted,
    id: randomBytes(32).toString('base64url'),
    tenantId: c.var.caller.tenantId,
    principalType: principal.type,
    createdAt: graph.core.clock.now().toISOString(),
  });
}

/** https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent: Microsoft's own APIs need more. */
function requireAssigner(graph: Graph, c: GraphRequest, resource: ServicePrincipal | undefined): void {
  const isFirstParty =
    resource !== undefined &&
    ([GRAPH_APP_ID, ARM_APP_ID].includes(resource.appId) ||
      resource.properties.appOwnerOrganizationId === MICROSOFT_SERVICES_TENANT);
  if (!isFirstParty && resource?.ownerIds.includes(c.var.caller.objectId)) return;
  requireDirectoryRole(graph, c, isFirstParty ? ASSIGNERS.firstParty : ASSIGNERS.others);
}

function requireAssignable(resource: ServicePrincipal, principal: Principal, appRoleId: string): void {
  const memberType = principal.type === 'ServicePrincipal' ? 'Application' : 'User';
  const suits = resource.appRoles.filter((role) => role.isEnabled && role.allowedMemberTypes.includes(memberType));
  if (suits.some((role) => role.id === appRoleId)) return;
  if (appRoleId === DEFAULT_ROLE && suits.length === 0) return;
  throw badRequest('Permission being assigned was not found on application');
}

function isSame(row: Wanted, wanted: Wanted): boolean {
  return (
    row.principalId === wanted.principalId && row.resourceId === wanted.resourceId && row.appRoleId === wanted.appRoleId
  );
}

/** Assignments replicate like objects do, and are hidden while one of their ends is gone. */
function isReadable(graph: Graph, c: GraphRequest, row: AppRoleAssignment): boolean {
  const { clock, knobs } = graph.core;
  const readableAt = new Date(row.createdAt).getTime() + clock.wallMs(knobs.replicationDelayMs);
  if (row.tenantId !== c.var.caller.tenantId || readableAt > clock.now().getTime()) return false;
  return Boolean(principalOf(graph, c, row.principalId) && principalOf(graph, c, row.resourceId));
}

function assignmentWire(graph: Graph, c: GraphRequest, row: AppRoleAssignment): Wire {
  return {
    id: row.id,
    deletedDateTime: null,
    appRoleId: row.appRoleId,
    createdDateTime: row.createdAt,
    principalDisplayName: principalOf(graph, c, row.principalId)?.displayName ?? null,
    principalId: row.principalId,
    principalType: row.principalType,
    resourceDisplayName: principalOf(graph, c, row.resourceId)?.displayName ?? null,
    resourceId: row.resourceId,
  };
}
