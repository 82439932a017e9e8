import { member } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { failed, passed, type Verdict } from '../engine/verdict.ts';
import { patched, shown, type Operation, type Patched } from './patching.ts';

/** Disabling and enabling: what Entra does to a user who leaves and returns. */
export const PATCH_ACTIVE_CHECKS: Check[] = [
  writing('M15', (context) => disables(context, { op: 'Replace', path: 'active', value: false })),
  writing('M16', (context) => disables(context, { op: 'Replace', path: 'active', value: 'False' })),
  writing(
    'M17',
    async (context) => {
      const made = await context.newUser();
      await patched(context, made, [{ op: 'Replace', path: 'active', value: false }]);
      return activeIs(true, await patched(context, made, [{ op: 'Replace', path: 'active', value: 'True' }]));
    },
    { needs: ['U01', 'M15'] },
  ),
  writing('M18', (context) => disables(context, { op: 'Replace', value: { active: false } })),
];

async function disables(context: CheckContext, operation: Operation): Promise<Verdict> {
  return activeIs(false, await patched(context, await context.newUser(), [operation]));
}

function activeIs(wanted: boolean, { answer, user }: Patched): Verdict {
  const active = member(user, 'active');
  if (active === wanted) return passed(`HTTP ${answer.status}; active is ${String(wanted)}.`);
  if (typeof active === 'string') {
    return failed(`It answered ${answer.status} and keeps active as the string "${active}", not as a boolean.`);
  }
  return failed(`It answered ${answer.status}, but active is ${active === !wanted ? 'still ' : ''}${shown(active)}.`);
}
