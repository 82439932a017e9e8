import type { Core } from '../core/core.ts';
import type { ParameterValues, WorkflowDefinition } from '../core/siblings.ts';

/** What Azure Resource Manager keeps. Every row id is lower case: names and ids in Azure ignore case. */

export type Subscription = { id: string; tenantId: string; displayName: string };

/** A namespace that was registered; `registeredAt` lies ahead while the registration is under way. */
export type ProviderRegistration = { id: string; registeredAt: string };

export type Tags = Record<string, string>;

export type ResourceGroup = {
  id: string;
  armId: string;
  subscriptionId: string;
  name: string;
  location: string;
  tags: Tags;
  /** Set while the group is being deleted. */
  goneAt?: string;
};

/** An asynchronous operation whose outcome is polled at its Location. */
export type Operation = { id: string; subscriptionId: string; doneAt: string };

export type AzureRoleAssignment = {
  id: string;
  name: string;
  /** The scope as it was written, without a slash at its end. */
  scope: string;
  roleId: string;
  principalId: string;
  principalType: 'User' | 'Group' | 'ServicePrincipal';
  description?: string;
  createdAt: string;
  createdBy: string;
};

export type WorkflowState = 'Enabled' | 'Disabled';

export type Workflow = {
  id: string;
  armId: string;
  /** Names the workflow in signed links, which do not carry its ARM id. */
  guid: string;
  tenantId: string;
  subscriptionId: string;
  resourceGroup: string;
  name: string;
  location: string;
  tags: Tags;
  state: WorkflowState;
  identity?: { principalId: string; tenantId: string };
  versionId: string;
  createdAt: string;
  changedAt: string;
  /** Signs the workflow's links. */
  accessKey: string;
  /** When each Recurrence trigger fires next. */
  nextFireAt: Record<string, string>;
};

export type WorkflowVersion = {
  id: string;
  workflowKey: string;
  definition: WorkflowDefinition;
  /** Secure values included: runs need them, answers leave them out. */
  parameters: ParameterValues;
  state: WorkflowState;
  createdAt: string;
};

export function armState({ store }: Pick<Core, 'store'>) {
  return {
    subscriptions: store.collection<Subscription>('arm.subscriptions'),
    registrations: store.collection<ProviderRegistration>('arm.providerRegistrations'),
    resourceGroups: store.collection<ResourceGroup>('arm.resourceGroups'),
    operations: store.collection<Operation>('arm.operations'),
    roleAssignments: store.collection<AzureRoleAssignment>('arm.roleAssignments'),
    workflows: store.collection<Workflow>('arm.workflows'),
    versions: store.collection<WorkflowVersion>('arm.workflowVersions'),
  };
}
export type ArmState = ReturnType<typeof armState>;
