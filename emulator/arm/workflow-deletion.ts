import { hasPassed, type Arm } from './context.ts';
import { isWithin } from './paths.ts';
import type { Workflow } from './state.ts';
import { takeIdentity } from './workflow-identity.ts';

/** Removes the workflow, its versions, identity and role assignments; its runs are cancelled and their history is gone. */
export function deleteWorkflow(arm: Arm, workflow: Workflow): void {
  const { state, logicApps } = arm;
  state.workflows.remove(workflow.id);
  state.versions.removeWhere((version) => version.workflowKey === workflow.id);
  state.roleAssignments.removeWhere((one) => isWithin(one.scope, workflow.armId));
  takeIdentity(arm, workflow);
  for (const run of logicApps.runs.find((one) => one.workflowId === workflow.armId)) logicApps.cancelRun(run.id);
}

/** Carries out the deletions of resource groups whose time has come. A repeat finds nothing to do. */
export function settleDeletions(arm: Arm): void {
  const { state, core } = arm;
  for (const group of state.resourceGroups.find(({ goneAt }) => goneAt !== undefined && hasPassed(core, goneAt))) {
    for (const workflow of state.workflows.find((one) => isWithin(one.armId, group.armId)))
      deleteWorkflow(arm, workflow);
    state.roleAssignments.removeWhere((one) => isWithin(one.scope, group.armId));
    state.resourceGroups.remove(group.id);
  }
}
