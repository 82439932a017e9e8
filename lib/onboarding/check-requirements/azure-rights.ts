/** What the later steps do in Azure, and the action each needs. https://learn.microsoft.com/azure/role-based-access-control/permissions/integration#microsoftlogic */
export const NEEDED: Record<string, string> = {
  'Microsoft.Logic/workflows/write': 'deploy the Logic App',
  'Microsoft.Logic/workflows/read': 'read it back',
  'Microsoft.Logic/workflows/enable/action': 'switch it on',
  'Microsoft.Logic/workflows/disable/action': 'switch it off',
  'Microsoft.Logic/workflows/triggers/run/action': 'start a run',
  'Microsoft.Logic/workflows/runs/read': 'read runs',
  'Microsoft.Logic/workflows/runs/cancel/action': 'cancel a run',
};
export const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';
export const REGISTER = 'Microsoft.Logic/register/action';
/** Useful and not always needed: a group may be there, the provider registered, the portal without a look at runs. */
const HELPFUL: Record<string, string> = {
  'Microsoft.Resources/subscriptions/resourceGroups/write': 'make a resource group',
  [REGISTER]: 'register Microsoft.Logic',
  [ASSIGN_ROLES]: 'let the portal read runs',
};

/** Every operation of the later steps, in words, by the action it needs. */
export const OPERATIONS: Record<string, string> = { ...NEEDED, ...HELPFUL };

export const missingAt = (mayDo: ReadonlySet<string>): string[] =>
  Object.keys(NEEDED).filter((action) => !mayDo.has(action));
