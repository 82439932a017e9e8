import { DIRECTORY_ROLES, type Directory } from '../directory/state.ts';

/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const ROLES = {
  ...DIRECTORY_ROLES,
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  groupsAdministrator: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
} as const;

export const ROLE_NAMES: Record<string, string> = {
  [ROLES.globalAdministrator]: 'Global Administrator',
  [ROLES.applicationAdministrator]: 'Application Administrator',
  [ROLES.cloudApplicationAdministrator]: 'Cloud Application Administrator',
  [ROLES.privilegedRoleAdministrator]: 'Privileged Role Administrator',
  [ROLES.hybridIdentityAdministrator]: 'Hybrid Identity Administrator',
  [ROLES.userAdministrator]: 'User Administrator',
  [ROLES.groupsAdministrator]: 'Groups Administrator',
};

type Holder = { tenantId: string; objectId: string };

/** Active directory roles of a principal, its own and those of the groups it is in; PIM-eligible ones do not count. */
export function activeRoles(directory: Directory, { tenantId, objectId }: Holder): Set<string> {
  const principals = new Set([objectId, ...transitiveGroups(directory, { tenantId, objectId })]);
  const held = directory.roleAssignments.find(
    (row) => row.tenantId === tenantId && !row.eligibleOnly && principals.has(row.principalId),
  );
  return new Set(held.map((row) => row.roleTemplateId));
}

function transitiveGroups(directory: Directory, { tenantId, objectId }: Holder): Set<string> {
  const found = new Set<string>();
  const open = [objectId];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    const holdsMember = member;
    const parents = directory.groups.find(
      (group) => group.tenantId === tenantId && !group.deletedAt && group.memberIds.includes(holdsMember),
    );
    for (const group of parents.filter((one) => !found.has(one.id))) {
      found.add(group.id);
      open.push(group.id);
    }
  }
  return found;
}
