import type { Actions } from './action.ts';
import { invalidAction, invalidTemplate } from './refuse.ts';

const STATUSES = new Set(['succeeded', 'failed', 'skipped', 'timedout']);

/** Refuses dependencies on actions that are not beside, unknown statuses, and circles. */
export function checkRunAfter(siblings: Actions): void {
  for (const [name, { runAfter = {} }] of Object.entries(siblings)) {
    for (const [before, statuses] of Object.entries(runAfter)) {
      if (!Object.hasOwn(siblings, before)) {
        throw invalidAction(
          name,
          `the 'runAfter' property contains the action '${before}', which does not exist at this level`,
        );
      }
      checkStatuses(name, before, statuses);
    }
  }
  const circular = Object.keys(siblings).filter((name) => predecessorsOf(name, siblings).has(name));
  if (circular.length > 0) {
    throw invalidTemplate(`The template actions '${circular.join(', ')}' have a circular dependency in 'runAfter'`);
  }
}

/** All actions that must have ended before `name` begins. */
export function predecessorsOf(name: string, siblings: Actions): Set<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const before of Object.keys(siblings[next]?.runAfter ?? {})) {
      if (!found.has(before)) open.push(before);
      found.add(before);
    }
  }
  return found;
}

function checkStatuses(name: string, before: string, statuses: unknown): void {
  const isValid =
    Array.isArray(statuses) &&
    statuses.length > 0 &&
    statuses.every((status) => typeof status === 'string' && STATUSES.has(status.toLowerCase()));
  if (!isValid) {
    throw invalidAction(
      name,
      `the statuses of '${before}' in its 'runAfter' property must be some of 'Succeeded, Failed, Skipped, TimedOut'`,
    );
  }
}
