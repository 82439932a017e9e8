import type { EntraContext } from './context.ts';

/** Values of the app roles that a principal holds on a resource in its tenant, directly or through a group. */
export function appRolesOf(
  { directory }: Pick<EntraContext, 'directory'>,
  { tenantId, principalId, resourceAppId }: { tenantId: string; principalId: string; resourceAppId: string },
): string[] {
  const resource = directory.servicePrincipals.first(
    (row) => row.tenantId === tenantId && row.appId === resourceAppId && !row.deletedAt,
  );
  if (!resource) return [];
  const groups = directory.groups.find((row) => row.tenantId === tenantId && row.memberIds.includes(principalId));
  const holders = new Set([principalId, ...groups.map(({ id }) => id)]);
  const granted = directory.appRoleAssignments.find(
    (row) => row.resourceId === resource.id && holders.has(row.principalId),
  );
  const values = granted.flatMap(({ appRoleId }) => {
    const role = resource.appRoles.find(({ id, isEnabled }) => id === appRoleId && isEnabled);
    return role?.value ? [role.value] : [];
  });
  return [...new Set(values)];
}

/** Whether anything, a role or the default access, ties the principal to the service principal. */
export function isAssigned({ directory }: Pick<EntraContext, 'directory'>, userId: string, servicePrincipalId: string) {
  const groups = directory.groups.find((row) => row.memberIds.includes(userId)).map(({ id }) => id);
  const holders = new Set([userId, ...groups]);
  return Boolean(
    directory.appRoleAssignments.first((row) => row.resourceId === servicePrincipalId && holders.has(row.principalId)),
  );
}
