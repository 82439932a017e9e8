/** Why the portal asks for each delegated permission. It acts with them only while you are signed in. */
export const PERMISSION_REASONS: Readonly<Record<string, string>> = {
  'User.Read': 'to know who you are',
  'RoleManagement.Read.Directory': 'to see which directory roles you have',
  'Domain.Read.All': 'to find your verified domains for test users',
  'LicenseAssignment.Read.All': 'to see whether provisioning logs are available to you',
  'RoleEligibilitySchedule.Read.Directory': 'to tell a role you can activate from one you do not have',
  'User.ReadBasic.All': 'to find the colleague you want to add',
  'Application.Read.All': 'to read the application and the permissions of the Logic App',
  'Application.ReadWrite.All': 'to create the application in your tenant',
  'Synchronization.ReadWrite.All': 'to save the credentials and to create and start the provisioning job',
  'ProvisioningLog.Read.All': 'to show what the provisioning service did',
  'AppRoleAssignment.ReadWrite.All':
    'to grant the Logic App’s identity exactly the permissions of its template, and to revoke them',
  'User.ReadWrite.All': 'to remove test users that a run left behind',
  'Group.ReadWrite.All': 'to remove test groups that a run left behind',
  user_impersonation: 'to reach your Azure subscriptions with your own rights',
};
