import type { Directory, Group, User } from '../directory/state.ts';

export type Entitled = { users: User[]; groups: Group[]; rolesOf: (principalId: string) => string[] };
type Scope = { tenantId: string; servicePrincipalId: string; isSyncAll: boolean; now: Date };

/**
 * Who is in scope: everyone with SyncAll, else the assigned users and groups and the groups' direct members. Groups
 * inside groups do not count.
 * https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works#scoping
 */
export function entitled(directory: Directory, { tenantId, servicePrincipalId, isSyncAll, now }: Scope): Entitled {
  const isThere = (row: User | Group) => row.tenantId === tenantId && !row.deletedAt && new Date(row.visibleAt) <= now;
  const users = directory.users.find(isThere);
  const groups = directory.groups.find(isThere);
  const roles = new Map<string, string[]>();
  const grant = (principalId: string, roleId: string) =>
    roles.set(principalId, [...new Set([...(roles.get(principalId) ?? []), roleId])]);

  const groupsById = new Map(groups.map((group) => [group.id, group]));
  for (const { principalId, appRoleId } of directory.appRoleAssignments.find(
    (row) => row.resourceId === servicePrincipalId,
  )) {
    grant(principalId, appRoleId);
    for (const memberId of groupsById.get(principalId)?.memberIds ?? []) {
      // A group that is only a member of an assigned group is not assigned itself.
      if (!groupsById.has(memberId)) grant(memberId, appRoleId);
    }
  }
  const isIn = ({ id }: { id: string }) => isSyncAll || roles.has(id);
  return { users: users.filter(isIn), groups: groups.filter(isIn), rolesOf: (id) => roles.get(id) ?? [] };
}
