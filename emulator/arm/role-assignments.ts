import { Hono } from 'hono';
import { z } from 'zod';
import { principalsOf } from './access.ts';
import { requireScope } from './authorization-scope.ts';
import { hasPassed, segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { badRequest, conflict, notFound, notImplemented } from './errors.ts';
import { allow, requireSubscription } from './guard.ts';
import { pageOf } from './paging.ts';
import { isWithin, keyOf } from './paths.ts';
import { readBody } from './request-body.ts';
import { requireRole, roleDefinitionId } from './role-definitions.ts';
import type { AzureRoleAssignment } from './state.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const Type = z.enum(['User', 'Group', 'ServicePrincipal']);
const PutBody = z.object({
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string().regex(GUID).toLowerCase(),
    principalType: Type.optional(),
    description: z.string().optional(),
    condition: z.string().nullish(),
  }),
});
type Wanted = z.infer<typeof PutBody>['properties'];

/** Role assignments at one scope. */
export function roleAssignmentRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Authorization/roleAssignments/read');

  // https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope
  routes.get('/roleAssignments', read, (c) => {
    const scope = requireScope(arm, c);
    const matches = readFilter(arm, c, scope);
    const rows = arm.state.roleAssignments.find(
      (one) => (isWithin(scope, one.scope) || isWithin(one.scope, scope)) && matches(one),
    );
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: wireAssignment(c) }));
  });

  // https://learn.microsoft.com/rest/api/authorization/role-assignments/get
  routes.get('/roleAssignments/:name', read, (c) => {
    const row = arm.state.roleAssignments.get(keyOf(decodeURIComponent(c.req.path)));
    if (!row) throw assignmentNotFound(segment(c, 'name'));
    return c.json(wireAssignment(c)(row));
  });

  // https://learn.microsoft.com/rest/api/authorization/role-assignments/create
  routes.put('/roleAssignments/:name', allow(arm, 'Microsoft.Authorization/roleAssignments/write'), async (c) => {
    const { properties } = await readBody(c, PutBody);
    if (properties.condition) throw notImplemented('conditions of role assignments');
    const { row, isNew } = assign(arm, c, properties);
    return c.json(wireAssignment(c)(row), isNew ? 201 : 200);
  });

  // https://learn.microsoft.com/rest/api/authorization/role-assignments/delete
  routes.delete('/roleAssignments/:name', allow(arm, 'Microsoft.Authorization/roleAssignments/delete'), (c) => {
    const row = arm.state.roleAssignments.get(keyOf(decodeURIComponent(c.req.path)));
    if (!row) return c.body(null, 204);
    arm.state.roleAssignments.remove(row.id);
    return c.json(wireAssignment(c)(row));
  });

  return routes;
}

/** The same name with the same content answers what exists; the same content under another name is refused. */
function assign(arm: Arm, c: ArmContext, wanted: Wanted): { row: AzureRoleAssignment; isNew: boolean } {
  const name = segment(c, 'name').toLowerCase();
  if (!GUID.test(name)) {
    throw badRequest(
      'InvalidRoleAssignmentId',
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    );
  }
  const scope = requireScope(arm, c);
  const roleId = requireRole(wanted.roleDefinitionId.split('/').at(-1) ?? '').id;
  const principalType = requirePrincipal(arm, c, wanted);
  const same = sameAssignment({ roleId, principalId: wanted.principalId, scope });
  const named = arm.state.roleAssignments.get(keyOf(decodeURIComponent(c.req.path)));
  if (named && same(named)) return { row: named, isNew: false };
  if (named) throw updateNotPermitted();
  const twin = arm.state.roleAssignments.first(same);
  if (twin) throw alreadyExists(twin);
  const { principalId, description } = wanted;
  const createdBy = c.var.caller.objectId;
  const createdAt = arm.core.clock.now().toISOString();
  const id = keyOf(decodeURIComponent(c.req.path));
  const created = { id, name, scope, roleId, principalId, principalType, description, createdAt, createdBy };
  return { row: arm.state.roleAssignments.insert(created), isNew: true };
}

function sameAssignment(wanted: Pick<AzureRoleAssignment, 'roleId' | 'principalId' | 'scope'>) {
  return (one: AzureRoleAssignment) =>
    one.roleId === wanted.roleId && one.principalId === wanted.principalId && keyOf(one.scope) === keyOf(wanted.scope);
}

/**
 * The principal's type. Without a stated type a young principal may not be known yet to the service that assigns roles.
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails
 */
function requirePrincipal(arm: Arm, c: ArmContext, { principalId, principalType }: Wanted) {
  const { tenantId } = requireSubscription(arm, c);
  const found = findPrincipal(arm, tenantId, principalId);
  if (!found || (!principalType && !hasPassed(arm.core, found.knownAt))) throw principalNotFound(principalId, tenantId);
  if (principalType && principalType !== found.type) {
    throw badRequest(
      'UnmatchedPrincipalType',
      `The PrincipalId '${principalId.replaceAll('-', '')}' has type '${found.type}' , which is different from specified PrinciaplType '${principalType}'.`,
    );
  }
  return found.type;
}

function findPrincipal({ directory, core }: Arm, tenantId: string, principalId: string) {
  const candidates = [
    { type: 'User', row: directory.users.get(principalId) },
    { type: 'Group', row: directory.groups.get(principalId) },
    { type: 'ServicePrincipal', row: directory.servicePrincipals.get(principalId) },
  ] as const;
  const found = candidates.find(({ row }) => row && row.tenantId === tenantId && !row.deletedAt);
  if (!found?.row) return undefined;
  const knownAt = Date.parse(found.row.createdAt) + core.clock.wallMs(core.knobs.principalDelayMs);
  return { type: found.type, knownAt: new Date(knownAt).toISOString() };
}

function readFilter(arm: Arm, c: ArmContext, scope: string): (one: AzureRoleAssignment) => boolean {
  const filter = c.req.query('$filter');
  if (!filter) return () => true;
  const tests = filter.split(/\s+and\s+/i).map((clause) => parseClause(arm, clause.trim(), { scope, c }));
  return (one) => tests.every((test) => test(one));
}

function parseClause(
  arm: Arm,
  clause: string,
  { scope, c }: { scope: string; c: ArmContext },
): (one: AzureRoleAssignment) => boolean {
  if (/^atScope\(\)$/i.test(clause)) return (one) => isWithin(scope, one.scope);
  const [, principalId] = /^principalId\s+eq\s+'?([0-9a-f-]+)'?$/i.exec(clause) ?? [];
  if (principalId) return (one) => one.principalId === principalId.toLowerCase();
  const [, objectId] = /^assignedTo\('([0-9a-f-]+)'\)$/i.exec(clause) ?? [];
  if (!objectId) throw notImplemented(`$filter=${clause}`);
  const principals = principalsOf(arm, { ...c.var.caller, objectId: objectId.toLowerCase() });
  return (one) => principals.has(one.principalId);
}

function wireAssignment(c: ArmContext) {
  const subscriptionId = segment(c, 'subscriptionId').toLowerCase();
  return ({
    name,
    scope,
    roleId,
    principalId,
    principalType,
    description,
    createdAt,
    createdBy,
  }: AzureRoleAssignment) => ({
    properties: {
      roleDefinitionId: roleDefinitionId(roleId, subscriptionId),
      principalId,
      principalType,
      scope,
      condition: null,
      conditionVersion: null,
      description: description ?? null,
      createdOn: createdAt,
      updatedOn: createdAt,
      createdBy,
      updatedBy: createdBy,
      delegatedManagedIdentityResourceId: null,
    },
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  });
}

function principalNotFound(principalId: string, tenantId: string) {
  return badRequest(
    'PrincipalNotFound',
    `Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
  );
}

function alreadyExists({ name }: AzureRoleAssignment) {
  const id = name.replaceAll('-', '');
  return conflict(
    'RoleAssignmentExists',
    `The role assignment already exists. The ID of the existing role assignment is ${id}.`,
  );
}

function updateNotPermitted() {
  return badRequest(
    'RoleAssignmentUpdateNotPermitted',
    'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
  );
}

function assignmentNotFound(name: string) {
  return notFound('RoleAssignmentNotFound', `The role assignment '${name}' is not found.`);
}
