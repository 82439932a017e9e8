import type { Directory } from '../directory/state.ts';

/** Removes a directory object for good, with everything that refers to it. */
export function purge(directory: Directory, id: string): void {
  const { users, groups, applications, servicePrincipals, appRoleAssignments, roleAssignments } = directory;
  for (const table of [users, groups, applications, servicePrincipals]) table.remove(id);
  appRoleAssignments.removeWhere((row) => row.principalId === id || row.resourceId === id);
  roleAssignments.removeWhere((row) => row.principalId === id);
  for (const group of groups.find((row) => row.memberIds.includes(id))) {
    groups.update(group.id, { memberIds: group.memberIds.filter((one) => one !== id) });
  }
  for (const user of users.find((row) => row.managerId === id)) users.update(user.id, { managerId: undefined });
  for (const table of [applications, servicePrincipals]) {
    for (const row of table.find((one) => one.ownerIds.includes(id))) {
      table.update(row.id, { ownerIds: row.ownerIds.filter((one) => one !== id) });
    }
  }
}
