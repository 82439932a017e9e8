import type { AppRole } from '../directory/state.ts';

/** A permission of Microsoft Graph as both kinds. Without `appRoleId` it exists for users only. */
export type GraphPermission = { value: string; scopeId: string; appRoleId?: string; consent: string };

/** https://learn.microsoft.com/graph/permissions-reference: what the journey and the validation templates use. */
export const GRAPH_PERMISSIONS: readonly GraphPermission[] = [
  {
    value: 'User.Read',
    scopeId: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
    consent: 'Sign you in and read your profile',
  },
  {
    value: 'User.ReadBasic.All',
    appRoleId: '97235f07-e226-4f63-ace3-39588e11d3a1',
    scopeId: 'b340eb25-3456-403f-be2f-af7a0d370277',
    consent: "Read all users' basic profiles",
  },
  {
    value: 'Application.Read.All',
    appRoleId: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
    scopeId: 'c79f8feb-a9db-4090-85f9-90d820caa0eb',
    consent: 'Read applications',
  },
  {
    value: 'Application.ReadWrite.All',
    appRoleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
    scopeId: 'bdfbf15f-ee85-4955-8675-146e8e5296b5',
    consent: 'Read and write all applications',
  },
  {
    value: 'User.DeleteRestore.All',
    appRoleId: 'eccc023d-eccf-4e7b-9683-8813ab36cecc',
    scopeId: '4bb440cd-2cf2-4f90-8004-aa2acd2537c5',
    consent: 'Delete and restore users',
  },
  {
    value: 'Synchronization.ReadWrite.All',
    appRoleId: '9b50c33d-700f-43b1-b2eb-87e89b703581',
    scopeId: '7bb27fa3-ea8f-4d67-a916-87715b6188bd',
    consent: 'Read and write all Azure AD synchronization data',
  },
  {
    value: 'Synchronization.Read.All',
    appRoleId: '5ba43d2f-fa88-4db2-bd1c-a67c5f0fb1ce',
    scopeId: '7aa02aeb-824f-4fbe-a3f7-611f751f5b55',
    consent: 'Read all Azure AD synchronization data',
  },
  {
    value: 'AppRoleAssignment.ReadWrite.All',
    appRoleId: '06b708a9-e830-4db3-a914-8e69da51d44f',
    scopeId: '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
    consent: 'Manage app permission grants and app role assignments',
  },
  {
    value: 'AuditLog.Read.All',
    appRoleId: 'b0afded3-3588-46d8-8b3d-9842eff778da',
    scopeId: 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20',
    consent: 'Read audit log data',
  },
  {
    value: 'ProvisioningLog.Read.All',
    appRoleId: '091937d3-3e38-47a1-8649-b2f99d3035f1',
    scopeId: '95aec97b-cf27-4a8d-a67d-42f60b5b38ef',
    consent: 'Read all provisioning log data',
  },
  {
    value: 'User.ReadWrite.All',
    appRoleId: '741f803b-c850-494e-b5df-cde7c675a1ca',
    scopeId: '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
    consent: "Read and write all users' full profiles",
  },
  {
    value: 'Group.ReadWrite.All',
    appRoleId: '62a82d76-70ea-41e2-9197-370581804d09',
    scopeId: '4e46008b-f24c-477d-8fff-7bb4ec7aafe0',
    consent: 'Read and write all groups',
  },
  {
    value: 'Directory.Read.All',
    appRoleId: '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
    scopeId: '06da0dbc-49e2-44d2-8312-53f166ab848a',
    consent: 'Read directory data',
  },
  {
    value: 'Organization.Read.All',
    appRoleId: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
    scopeId: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    consent: 'Read organization information',
  },
  {
    value: 'Domain.Read.All',
    appRoleId: 'dbb9058a-0e50-45d7-ae91-66909b5d4664',
    scopeId: '2f9ee017-59c1-4f1d-9472-bd5529a7b311',
    consent: 'Read domains',
  },
  {
    value: 'LicenseAssignment.Read.All',
    appRoleId: 'e2f98668-2877-4f38-a2f4-8202e0717aa1',
    scopeId: 'f395577a-0960-456b-979f-7228de0c5996',
    consent: 'Read all license assignments',
  },
  {
    value: 'RoleManagement.Read.Directory',
    appRoleId: '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
    scopeId: '741c54c3-0c1e-44a1-818b-3f97ab4e8c83',
    consent: 'Read directory RBAC settings',
  },
  {
    value: 'RoleEligibilitySchedule.Read.Directory',
    appRoleId: 'ff278e11-4a33-4d0c-83d2-d01dc58929a5',
    scopeId: 'eb0788c2-6d4e-4658-8c9e-c0fb8053f03d',
    consent: "Read all eligible role assignments for your company's directory",
  },
];

/** The app roles that the Microsoft Graph service principal of every tenant offers. */
export const GRAPH_APP_ROLES: AppRole[] = GRAPH_PERMISSIONS.flatMap(({ appRoleId, value, consent }) =>
  appRoleId
    ? [
        {
          id: appRoleId,
          value,
          displayName: consent,
          description: `Allows the app to do this without a signed-in user: ${consent}.`,
          isEnabled: true,
          allowedMemberTypes: ['Application' as const],
        },
      ]
    : [],
);
