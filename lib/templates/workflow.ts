/** A Logic App definition as it is written and as Azure Resource Manager returns it. */
export type WorkflowDefinition = {
  $schema: string;
  contentVersion: string;
  parameters: Record<string, WorkflowParameter>;
  triggers: Record<string, { type: string; kind?: string; [key: string]: unknown }>;
  actions: Actions;
  outputs?: Record<string, unknown>;
};

export type WorkflowParameter = {
  type: string;
  defaultValue?: unknown;
  allowedValues?: unknown[];
  metadata?: unknown;
};

export type ActionStatus = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut';
export type Action = {
  type: string;
  runAfter?: Record<string, ActionStatus[]>;
  inputs?: unknown;
  actions?: Actions;
  [key: string]: unknown;
};
export type Actions = Record<string, Action>;

/** Every action with the names of the containers around it, outermost first. */
export function walkActions(
  actions: Actions,
  within: string[] = [],
): { name: string; action: Action; within: string[] }[] {
  return Object.entries(actions).flatMap(([name, action]) => [
    { name, action, within },
    ...branchesOf(action).flatMap((branch) => walkActions(branch, [...within, name])),
  ]);
}

function branchesOf(action: Action): Actions[] {
  const cases = Object.values((action['cases'] ?? {}) as Record<string, { actions?: Actions }>);
  const others = [action['else'], action['default']] as ({ actions?: Actions } | undefined)[];
  return [action, ...others, ...cases].flatMap((branch) => (branch?.actions ? [branch.actions] : []));
}
