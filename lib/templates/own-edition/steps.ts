import type { Action, Actions, ActionStatus } from '../workflow.ts';
import { at, type Expression } from './expressions.ts';

export const ALWAYS: ActionStatus[] = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];
/** Once it has run, whatever came of it. */
export const RAN: ActionStatus[] = ['Succeeded', 'Failed', 'TimedOut'];

export const compose = (inputs: unknown): Action => ({ type: 'Compose', inputs });
export const query = (from: Expression, where: Expression): Action => ({
  type: 'Query',
  inputs: { from: at(from), where: at(where) },
});
export const scope = (actions: Actions): Action => ({ type: 'Scope', actions });
export const wait = (seconds: number): Action => ({
  type: 'Wait',
  inputs: { interval: { count: seconds, unit: 'Second' } },
});
/** Does the actions only if the condition holds; otherwise they are skipped. */
export const onlyIf = (condition: Expression, actions: Actions): Action => ({
  type: 'If',
  expression: { equals: [at(condition), true] },
  actions,
});

export const after = (action: Action, names: string[], statuses: ActionStatus[] = ['Succeeded']): Action => ({
  ...action,
  runAfter: Object.fromEntries(names.map((name) => [name, statuses])),
});

/** One after the other: each step waits for the one before it to end with one of the statuses. */
export function sequence(steps: [name: string, action: Action][], statuses: ActionStatus[] = ['Succeeded']): Actions {
  const chained = steps.map(([name, action], index): [string, Action] => {
    const before = steps[index - 1];
    return [name, before ? after(action, [before[0]], statuses) : action];
  });
  return Object.fromEntries(chained);
}
