import type { ParameterValues, WorkflowDefinition } from '../../core/siblings.ts';
import { branchesOf, placeActions, type Actions, type PlacedAction } from './action.ts';
import { checkLimits } from './limits.ts';
import { resolveParameters } from './parameters.ts';
import { checkExpressions } from './references.ts';
import { invalidTemplate } from './refuse.ts';
import { checkRunAfter } from './run-after.ts';
import { checkAction, checkShape } from './structure.ts';
import { checkVariables } from './variables.ts';

/**
 * Throws `DefinitionRefused` for what the platform refuses when a workflow is saved, naming the action and the expression.
 * Pure: usable by anyone who writes definitions.
 */
export function validateDefinition(definition: WorkflowDefinition, parameters: ParameterValues): void {
  checkShape(definition);
  const placed = placeActions(definition.actions as Actions);
  checkLimits(definition, placed);
  refuseSameNames(placed);
  placed.forEach(checkAction);
  for (const siblings of [definition.actions as Actions, ...placed.flatMap(({ action }) => branchesOf(action))])
    checkRunAfter(siblings);
  const variables = checkVariables(placed);
  const known = { parameters: new Set(Object.keys(definition.parameters ?? {})), variables: new Set(variables.keys()) };
  checkExpressions(placed, known);
  resolveParameters(definition, parameters);
}

function refuseSameNames(placed: PlacedAction[]): void {
  const seen = new Set<string>();
  for (const { name } of placed) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw invalidTemplate(`The template action name '${name}' is used more than once`);
    seen.add(key);
  }
}
