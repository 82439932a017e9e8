import { Hono } from 'hono';
import { effectivePermissions } from './access.ts';
import { requireScope } from './authorization-scope.ts';
import { segment, type Arm, type ArmEnv } from './context.ts';
import { notFound, notImplemented } from './errors.ts';
import { allow } from './guard.ts';
import { BUILT_IN_ROLES, roleById, type RoleDefinition } from './role-catalog.ts';

const CREATED = '2015-02-02T21:55:09.8806423Z';
const NAME_FILTER = /^(?:atScopeAndBelow\(\)\s+and\s+)?roleName\s+eq\s+'((?:[^']|'')*)'$/i;

/** Role definitions and the caller's own permissions, at one scope. */
export function roleDefinitionRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Authorization/roleDefinitions/read');

  // https://learn.microsoft.com/rest/api/authorization/role-definitions/list
  routes.get('/roleDefinitions', read, (c) => {
    const matches = readFilter(c.req.query('$filter'));
    const subscriptionId = segment(c, 'subscriptionId');
    return c.json({ value: BUILT_IN_ROLES.filter(matches).map((role) => wireRole(role, subscriptionId)) });
  });

  // https://learn.microsoft.com/rest/api/authorization/role-definitions/get
  routes.get('/roleDefinitions/:roleId', read, (c) =>
    c.json(wireRole(requireRole(segment(c, 'roleId')), segment(c, 'subscriptionId'))),
  );

  // https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group
  routes.get('/permissions', allow(arm, 'Microsoft.Authorization/permissions/read'), (c) => {
    return c.json({ value: effectivePermissions(arm, c.var.caller, requireScope(arm, c)) });
  });

  return routes;
}

export function requireRole(id: string): RoleDefinition {
  const role = roleById(id);
  if (role) return role;
  throw notFound('RoleDefinitionDoesNotExist', `The specified role definition with ID '${id}' does not exist.`);
}

export function roleDefinitionId(roleId: string, subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
}

function readFilter(filter: string | undefined): (role: RoleDefinition) => boolean {
  if (!filter || /^atScopeAndBelow\(\)$/i.test(filter) || /^type\s+eq\s+'BuiltInRole'$/i.test(filter))
    return () => true;
  const [, name] = NAME_FILTER.exec(filter) ?? [];
  if (name === undefined) throw notImplemented(`$filter=${filter}`);
  return ({ roleName }) => roleName.toLowerCase() === name.replaceAll("''", "'").toLowerCase();
}

function wireRole({ id, roleName, description, permissions }: RoleDefinition, subscriptionId: string) {
  return {
    id: roleDefinitionId(id, subscriptionId),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
    properties: {
      roleName,
      type: 'BuiltInRole',
      description,
      assignableScopes: ['/'],
      permissions,
      createdOn: CREATED,
      updatedOn: CREATED,
      createdBy: null,
      updatedBy: null,
    },
  };
}
