import type { Arm, ArmContext } from './context.ts';
import { notFound } from './errors.ts';
import { keyOf, scopeOf } from './paths.ts';

/** The scope that a path of Microsoft.Authorization is under. Refuses a resource group or resource that does not exist. */
export function requireScope({ state }: Arm, c: ArmContext): string {
  const scope = scopeOf(c.req.path).replace(/\/providers\/Microsoft\.Authorization(\/[^/]+\/[^/]+)?$/, '');
  const [, group] = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)/.exec(scope) ?? [];
  if (group && !state.resourceGroups.get(keyOf(group))) {
    throw notFound('ResourceGroupNotFound', `Resource group '${group.split('/').at(-1)}' could not be found.`);
  }
  if (group && group !== scope && !state.workflows.get(keyOf(scope))) {
    throw notFound('ResourceNotFound', `The Resource '${scope.split('/providers/').at(-1)}' was not found.`);
  }
  return scope;
}
