import type { WorkflowDefinition } from '../../core/siblings.ts';
import type { PlacedAction } from './action.ts';
import { invalidTemplate } from './refuse.ts';

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-limits-and-configuration#workflow-definition-limits */
export const LIMITS = {
  actions: 500,
  nesting: 8,
  switchCases: 25,
  variables: 250,
  parameters: 50,
  expressionCharacters: 8_192,
  nameCharacters: 80,
  untilIterations: 5_000,
  foreachItems: 100_000,
} as const;

export function checkLimits(definition: WorkflowDefinition, placed: PlacedAction[]): void {
  refuseAbove('actions', placed.length, LIMITS.actions);
  refuseAbove('parameters', Object.keys(definition.parameters ?? {}).length, LIMITS.parameters);
  for (const { name, action, within } of placed) {
    refuseAbove(`characters in the name of action '${name}'`, name.length, LIMITS.nameCharacters);
    refuseAbove(`levels around action '${name}'`, within.length, LIMITS.nesting);
    refuseAbove(`cases of action '${name}'`, Object.keys(action.cases ?? {}).length, LIMITS.switchCases);
  }
}

export function refuseAbove(what: string, count: number, limit: number): void {
  if (count > limit)
    throw invalidTemplate(`The number of ${what} is '${count}' and exceeds the maximum limit of '${limit}'`);
}
