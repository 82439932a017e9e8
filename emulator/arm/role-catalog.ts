export type Permission = { actions: string[]; notActions: string[]; dataActions: string[]; notDataActions: string[] };
export type RoleDefinition = { id: string; roleName: string; description: string; permissions: Permission[] };

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', {
    description: 'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    actions: ['*'],
  }),
  role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    description: 'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
      'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
      'Microsoft.Subscription/cancel/action',
      'Microsoft.Subscription/enable/action',
    ],
  }),
  role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', {
    description: 'View all resources, but does not allow you to make any changes.',
    actions: ['*/read'],
  }),
  role('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', {
    description: 'Lets you manage user access to Azure resources.',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  }),
  role('f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator', {
    description: 'Manage access to Azure resources by assigning roles using Azure RBAC.',
    actions: [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      'Microsoft.Support/*',
    ],
  }),
  role('87a39d53-fc1b-424a-814c-f7e04687dc9e', 'Logic App Contributor', {
    description: 'Lets you manage logic app, but not access to them.',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.ClassicStorage/storageAccounts/listKeys/action',
      'Microsoft.ClassicStorage/storageAccounts/read',
      'Microsoft.Insights/alertRules/*',
      'Microsoft.Insights/metricAlerts/*',
      'Microsoft.Insights/diagnosticSettings/*',
      'Microsoft.Insights/logdefinitions/*',
      'Microsoft.Insights/metricDefinitions/*',
      'Microsoft.Logic/*',
      'Microsoft.Resources/deployments/*',
      'Microsoft.Resources/subscriptions/operationresults/read',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.Storage/storageAccounts/listkeys/action',
      'Microsoft.Storage/storageAccounts/read',
      'Microsoft.Support/*',
      'Microsoft.Web/connectionGateways/*',
      'Microsoft.Web/connections/*',
      'Microsoft.Web/customApis/*',
      'Microsoft.Web/serverFarms/join/action',
      'Microsoft.Web/serverFarms/read',
      'Microsoft.Web/sites/functions/listSecrets/action',
    ],
  }),
  role('515c2055-d9d4-4321-b1b9-bd0c9a0f79fe', 'Logic App Operator', {
    description: 'Lets you read, enable and disable logic app.',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.Insights/alertRules/*/read',
      'Microsoft.Insights/metricAlerts/*/read',
      'Microsoft.Insights/diagnosticSettings/*/read',
      'Microsoft.Insights/metricDefinitions/*/read',
      'Microsoft.Logic/*/read',
      'Microsoft.Logic/workflows/disable/action',
      'Microsoft.Logic/workflows/enable/action',
      'Microsoft.Logic/workflows/validate/action',
      'Microsoft.Resources/deployments/operations/read',
      'Microsoft.Resources/subscriptions/operationresults/read',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.Support/*',
      'Microsoft.Web/connectionGateways/*/read',
      'Microsoft.Web/connections/*/read',
      'Microsoft.Web/customApis/*/read',
      'Microsoft.Web/serverFarms/read',
    ],
  }),
];

export function roleById(id: string): RoleDefinition | undefined {
  return BUILT_IN_ROLES.find((one) => one.id === id.toLowerCase());
}

/** Any entry may permit; what an entry excludes counts only against that entry. Case does not matter. */
export function permits(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action)),
  );
}

function matches(pattern: string, action: string): boolean {
  const source = pattern.split('*').map(RegExp.escape).join('.*');
  return new RegExp(`^${source}$`, 'i').test(action);
}

function role(
  id: string,
  roleName: string,
  { description, actions, notActions = [] }: { description: string; actions: string[]; notActions?: string[] },
): RoleDefinition {
  return { id, roleName, description, permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }] };
}
