import { at } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import type { Made } from '../engine/resources.ts';
import { ENTERPRISE_USER } from '../engine/schema-set.ts';
import { Ended, failed, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';
import { isEmpty, patched, shown, type Patched } from './patching.ts';

const PATH = `${ENTERPRISE_USER}:manager`;

/** The manager: the one reference between users that Entra writes. */
export const PATCH_MANAGER_CHECKS: Check[] = [
  writing('M11', async (context) => {
    const { made, manager } = await userAndManager(context);
    mustBeManager(await patched(context, made, [{ op: 'Add', path: PATH, value: manager.id }]), manager);
    return passed('manager.value is the id that was sent.');
  }),
  writing('M12', async (context) => {
    const { made, manager } = await userAndManager(context);
    await setManager(context, made, manager);
    const next = await context.newUser();
    const operations = [{ op: 'Replace', path: PATH, value: { value: next.id } }];
    mustBeManager(await patched(context, made, operations), next);
    return passed('Added, then replaced by another.');
  }),
  writing('M13', (context) => losesManager(context, { op: 'Replace', path: PATH, value: '' }), {
    needs: ['U01', 'M12'],
  }),
  writing('M14', (context) => losesManager(context, { op: 'Remove', path: PATH }), { needs: ['U01', 'M12'] }),
];

async function userAndManager(context: CheckContext): Promise<{ made: Made; manager: Made }> {
  if (!context.schemas.keeps(ENTERPRISE_USER, 'manager')) {
    throw new Ended(notVerifiable('/Schemas offers no manager in the enterprise extension.'));
  }
  return { made: await context.newUser(), manager: await context.newUser() };
}

async function setManager(context: CheckContext, made: Made, manager: Made): Promise<void> {
  const operations = [{ op: 'Add', path: PATH, value: { value: manager.id } }];
  mustBeManager(await patched(context, made, operations), manager);
}

function mustBeManager({ answer, user }: Patched, { id }: Made): void {
  const manager = at(user, ENTERPRISE_USER, 'manager');
  const form = typeof manager === 'string' ? ', a plain string without manager.value' : '';
  must(
    at(manager, 'value') === id,
    `It answered ${answer.status}, but manager is ${shown(manager)}${form}.`,
    `manager.value is ${id}`,
  );
}

async function losesManager(
  context: CheckContext,
  operation: { op: string; path: string; value?: unknown },
): Promise<Verdict> {
  const { made, manager } = await userAndManager(context);
  await setManager(context, made, manager);
  const { answer, user } = await patched(context, made, [operation]);
  const left = at(user, ENTERPRISE_USER, 'manager');
  if (isEmpty(typeof left === 'string' ? left : at(left, 'value'))) {
    return passed(`HTTP ${answer.status}; the manager is gone.`);
  }
  return failed(`It answered ${answer.status}, but manager is ${shown(left)}.`);
}
