import type { Core } from '../core/core.ts';

/** The directory that Entra signs people in from and that Graph, ARM and the provisioning service read. */

export type Tenant = {
  id: string;
  displayName: string;
  initialDomain: string;
  domains: { name: string; isDefault: boolean; isInitial: boolean; isVerified: boolean }[];
  skus: { skuPartNumber: string; capabilityStatus: string; servicePlans: { id: string; name: string }[] }[];
  /** Allow-listed tenants get the fast provisioning cycle. */
  fastCycles: boolean;
};

/** Any directory object; `visibleAt` is when reads start to find it (replication delay). */
type DirectoryObject = { id: string; tenantId: string; createdAt: string; visibleAt: string; deletedAt?: string };

export type User = DirectoryObject & {
  userPrincipalName: string;
  displayName: string;
  accountEnabled: boolean;
  managerId?: string;
  /** Every other Graph property of the user as it was sent. */
  properties: Record<string, unknown>;
  /** Seeded people can sign in; users made by tests cannot. */
  signIn?: { personaLabel: string; hint: string };
};

export type Group = DirectoryObject & { displayName: string; memberIds: string[]; properties: Record<string, unknown> };

export type AppRole = {
  id: string;
  displayName: string;
  description: string;
  value: string | null;
  isEnabled: boolean;
  allowedMemberTypes: ('User' | 'Application')[];
};

export type Application = DirectoryObject & {
  appId: string;
  displayName: string;
  applicationTemplateId?: string;
  signInAudience: string;
  appRoles: AppRole[];
  redirectUris: string[];
  /** Confidential-client credentials: secrets as SHA-256 hex, certificates as PEM. */
  secretHashes: string[];
  certificatesPem: string[];
  oauth2Scopes: { id: string; value: string }[];
  /** client_info, cp1 and the like; free properties as PATCHed. */
  properties: Record<string, unknown>;
  ownerIds: string[];
};

export type ServicePrincipal = DirectoryObject & {
  appId: string;
  displayName: string;
  servicePrincipalType: 'Application' | 'ManagedIdentity';
  applicationTemplateId?: string;
  appRoleAssignmentRequired: boolean;
  accountEnabled: boolean;
  appRoles: AppRole[];
  ownerIds: string[];
  properties: Record<string, unknown>;
};

export type AppRoleAssignment = {
  id: string;
  tenantId: string;
  appRoleId: string;
  principalId: string;
  principalType: 'User' | 'Group' | 'ServicePrincipal';
  resourceId: string;
  createdAt: string;
};

/** Delegated consent of a tenant (principalId undefined) or of one user, to scopes of one resource. */
export type PermissionGrant = {
  id: string;
  tenantId: string;
  clientAppId: string;
  resourceAppId: string;
  principalId?: string;
  scopes: string[];
};

/** Active (or PIM-eligible) directory roles, by role template id. */
export type DirectoryRoleAssignment = {
  id: string;
  tenantId: string;
  principalId: string;
  roleTemplateId: string;
  eligibleOnly: boolean;
};

export function directoryState({ store }: Pick<Core, 'store'>) {
  return {
    tenants: store.collection<Tenant>('directory.tenants'),
    users: store.collection<User>('directory.users'),
    groups: store.collection<Group>('directory.groups'),
    applications: store.collection<Application>('directory.applications'),
    servicePrincipals: store.collection<ServicePrincipal>('directory.servicePrincipals'),
    appRoleAssignments: store.collection<AppRoleAssignment>('directory.appRoleAssignments'),
    permissionGrants: store.collection<PermissionGrant>('directory.permissionGrants'),
    roleAssignments: store.collection<DirectoryRoleAssignment>('directory.roleAssignments'),
  };
}
export type Directory = ReturnType<typeof directoryState>;

/** Microsoft's well-known application ids and directory role template ids. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const ARM_APP_ID = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
export const DIRECTORY_ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
} as const;
