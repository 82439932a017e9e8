/** One action of a definition. https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers */
export type ActionDefinition = {
  type: string;
  inputs?: unknown;
  runAfter?: Record<string, string[]>;
  actions?: Actions;
  else?: { actions?: Actions };
  cases?: Record<string, { case: unknown; actions?: Actions }>;
  default?: { actions?: Actions };
  expression?: unknown;
  foreach?: unknown;
  limit?: { count?: unknown; timeout?: unknown };
  runtimeConfiguration?: {
    concurrency?: { repetitions?: number };
    secureData?: { properties?: string[] };
    [key: string]: unknown;
  };
  operationOptions?: string;
};
export type Actions = Record<string, ActionDefinition>;

/** An action with where it stands: beside which others, inside which containers (outermost first). */
export type PlacedAction = { name: string; action: ActionDefinition; siblings: Actions; within: PlacedAction[] };

/** The action lists of a container, in the order of the definition; a loop or scope has one, If and Switch several. */
export function branchesOf(action: ActionDefinition): Actions[] {
  const cases = Object.values(action.cases ?? {});
  return [action, ...cases, action.else, action.default].flatMap((branch) => (branch?.actions ? [branch.actions] : []));
}

export function placeActions(siblings: Actions, within: PlacedAction[] = []): PlacedAction[] {
  return Object.entries(siblings).flatMap(([name, action]) => {
    const placed: PlacedAction = { name, action, siblings, within };
    return [placed, ...branchesOf(action).flatMap((branch) => placeActions(branch, [...within, placed]))];
  });
}

export const CONTAINERS: ReadonlySet<string> = new Set(['Scope', 'If', 'Switch', 'Until', 'Foreach']);
export const LOOPS: ReadonlySet<string> = new Set(['Until', 'Foreach']);

export function hasOption(action: ActionDefinition, option: string): boolean {
  const options = (action.operationOptions ?? '').split(',').map((one) => one.trim().toLowerCase());
  return options.includes(option.toLowerCase());
}
