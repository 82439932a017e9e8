import type { Actions } from '../definition/action.ts';
import { SOME_ACTION_FAILED, type ActionStatus, type ListOutcome } from './outcome.ts';

/**
 * The status of a list of actions, from its leaves: a skipped leaf stands for the actions before it, so a failure that a
 * successor handled does not count. https://learn.microsoft.com/azure/logic-apps/error-exception-handling#manage-the-run-after-behavior
 */
export function listStatus(
  actions: Actions,
  statusOf: (name: string) => ActionStatus,
): Pick<ListOutcome, 'status' | 'code' | 'error'> {
  const names = Object.keys(actions);
  const followed = new Set(names.flatMap((name) => Object.keys(actions[name]?.runAfter ?? {})));
  const deciding = names
    .filter((name) => !followed.has(name))
    .flatMap((leaf) => decidingStatuses(leaf, actions, statusOf));
  if (deciding.some((status) => status === 'Failed' || status === 'TimedOut')) {
    return { status: 'Failed', code: SOME_ACTION_FAILED.code, error: SOME_ACTION_FAILED };
  }
  if (deciding.includes('Cancelled')) return { status: 'Cancelled', code: 'ActionCancelled' };
  return { status: 'Succeeded', code: 'OK' };
}

function decidingStatuses(name: string, actions: Actions, statusOf: (name: string) => ActionStatus): ActionStatus[] {
  const status = statusOf(name);
  if (status !== 'Skipped') return [status];
  return Object.keys(actions[name]?.runAfter ?? {}).flatMap((before) => decidingStatuses(before, actions, statusOf));
}
