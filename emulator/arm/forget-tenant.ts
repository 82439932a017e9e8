import type { Arm } from './context.ts';
import { isWithin } from './paths.ts';
import { deleteWorkflow } from './workflow-deletion.ts';

/** Removes the tenant's subscriptions with everything in them, as if they had never been. For resets. */
export function forgetTenant(arm: Arm, tenantId: string): void {
  const { state } = arm;
  for (const { id } of state.subscriptions.find((one) => one.tenantId === tenantId)) {
    const scope = `/subscriptions/${id}`;
    for (const workflow of state.workflows.find((one) => one.subscriptionId === id)) deleteWorkflow(arm, workflow);
    state.resourceGroups.removeWhere((one) => one.subscriptionId === id);
    state.operations.removeWhere((one) => one.subscriptionId === id);
    state.registrations.removeWhere((one) => one.id.startsWith(`${id}/`));
    state.roleAssignments.removeWhere((one) => isWithin(one.scope, scope));
    state.subscriptions.remove(id);
  }
}
