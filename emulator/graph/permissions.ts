import { ROLES } from './directory-roles.ts';

/**
 * Who may do an operation. Permissions are a list of needs, all of which must be met; each need is met by any one of
 * its permissions, the least privileged first. `directoryRoles` bind people only: an application has what it was granted.
 */
export type Access = {
  delegated: readonly (readonly string[])[];
  application: readonly (readonly string[])[];
  directoryRoles?: readonly string[];
};

export const APPLICATION_ADMINISTRATORS = [
  ROLES.applicationAdministrator,
  ROLES.cloudApplicationAdministrator,
  ROLES.globalAdministrator,
];

const DIRECTORY_READ = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const DIRECTORY_WRITE = ['Directory.ReadWrite.All'];
const AS_USER = 'Directory.AccessAsUser.All';
const READ_USERS = ['User.Read.All', 'User.ReadWrite.All', ...DIRECTORY_READ];
const WRITE_USERS = ['User.ReadWrite.All', ...DIRECTORY_WRITE];
const READ_GROUPS = ['Group.Read.All', 'Group.ReadWrite.All', ...DIRECTORY_READ];
const WRITE_GROUPS = ['Group.ReadWrite.All', ...DIRECTORY_WRITE];
const READ_APPLICATIONS = ['Application.Read.All', 'Application.ReadWrite.All', ...DIRECTORY_READ];
const WRITE_APPLICATIONS = ['Application.ReadWrite.All', ...DIRECTORY_WRITE];
const ASSIGN_ROLES = 'AppRoleAssignment.ReadWrite.All';
const OWNED = 'Application.ReadWrite.OwnedBy';
const READ_ROLES = ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'];

/** https://learn.microsoft.com/graph/permissions-reference: the permissions each operation accepts. */
export const ACCESS = {
  readMe: {
    delegated: [['User.Read', 'User.ReadWrite', 'User.ReadBasic.All', ...READ_USERS, AS_USER]],
    application: [],
  },
  readMyRoles: { delegated: [['User.Read', 'User.ReadWrite', ...READ_ROLES, ...READ_USERS, AS_USER]], application: [] },
  readOrganization: {
    delegated: [['User.Read', 'Organization.Read.All', 'Organization.ReadWrite.All', ...DIRECTORY_READ, AS_USER]],
    application: [['Organization.Read.All', 'Organization.ReadWrite.All', ...DIRECTORY_READ]],
  },
  readDomains: both(['Domain.Read.All', 'Domain.ReadWrite.All', ...DIRECTORY_READ]),
  readSkus: both([
    'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All', 'Organization.Read.All',
    'Organization.ReadWrite.All', ...DIRECTORY_READ,
  ]), // prettier-ignore
  readRoleAssignments: both([...READ_ROLES, ...DIRECTORY_READ]),
  readMyEligibility: {
    delegated: [
      ['RoleEligibilitySchedule.Read.Directory', 'RoleEligibilitySchedule.ReadWrite.Directory', ...READ_ROLES],
    ],
    application: [],
  },
  readTemplates: both([...READ_APPLICATIONS, OWNED]),
  instantiate: {
    delegated: [[...WRITE_APPLICATIONS, AS_USER]],
    application: [[OWNED, ...WRITE_APPLICATIONS]],
    directoryRoles: APPLICATION_ADMINISTRATORS,
  },
  readApplications: { delegated: [[...READ_APPLICATIONS, AS_USER]], application: [[...READ_APPLICATIONS, OWNED]] },
  writeApplications: { delegated: [[...WRITE_APPLICATIONS, AS_USER]], application: [[OWNED, ...WRITE_APPLICATIONS]] },
  readAssignments: both([...READ_APPLICATIONS, ASSIGN_ROLES]),
  writeAssignments: {
    delegated: [
      [ASSIGN_ROLES, AS_USER],
      [...READ_APPLICATIONS, AS_USER],
    ],
    application: [[ASSIGN_ROLES], READ_APPLICATIONS],
  },
  removeAssignments: { delegated: [[ASSIGN_ROLES, AS_USER]], application: [[ASSIGN_ROLES]] },
  readUsers: both([...READ_USERS, 'User.ReadBasic.All']),
  writeUsers: {
    delegated: [[...WRITE_USERS, AS_USER]],
    application: [WRITE_USERS],
    directoryRoles: [ROLES.userAdministrator, ROLES.globalAdministrator],
  },
  deleteUsers: {
    delegated: [['User.DeleteRestore.All', ...WRITE_USERS, AS_USER]],
    application: [['User.DeleteRestore.All', ...WRITE_USERS]],
    directoryRoles: [ROLES.userAdministrator, ROLES.globalAdministrator],
  },
  readGroups: both([...READ_GROUPS, 'GroupMember.Read.All', 'GroupMember.ReadWrite.All']),
  writeGroups: {
    delegated: [[...WRITE_GROUPS, AS_USER]],
    application: [WRITE_GROUPS],
    directoryRoles: [ROLES.groupsAdministrator, ROLES.userAdministrator, ROLES.globalAdministrator],
  },
  makeRoleGroups: both(['RoleManagement.ReadWrite.Directory']),
  writeMembers: {
    delegated: [['GroupMember.ReadWrite.All', ...WRITE_GROUPS, AS_USER]],
    application: [['GroupMember.ReadWrite.All', ...WRITE_GROUPS]],
    directoryRoles: [ROLES.groupsAdministrator, ROLES.userAdministrator, ROLES.globalAdministrator],
  },
  restoreUsers: {
    delegated: [['User.DeleteRestore.All', AS_USER]],
    application: [['User.DeleteRestore.All']],
    directoryRoles: [ROLES.userAdministrator, ROLES.globalAdministrator],
  },
  readGrants: both([
    'DelegatedPermissionGrant.Read.All', 'DelegatedPermissionGrant.ReadWrite.All', ...DIRECTORY_READ,
  ]), // prettier-ignore
} satisfies Record<string, Access>;

/** Roles that may assign an app role: of Microsoft's own APIs, or of any other application. */
export const ASSIGNERS = {
  firstParty: [ROLES.privilegedRoleAdministrator, ROLES.globalAdministrator],
  others: [...APPLICATION_ADMINISTRATORS, ROLES.privilegedRoleAdministrator],
};

/** With fewer permissions than these, directory roles come back with their ids only. */
export const FULL_ROLE_READERS = [...READ_ROLES, ...DIRECTORY_READ, AS_USER];
export const FULL_ORGANIZATION_READERS = ['Organization.Read.All', 'Organization.ReadWrite.All', ...DIRECTORY_READ];

function both(permissions: readonly string[]): Access {
  return { delegated: [[...permissions, AS_USER]], application: [permissions] };
}
