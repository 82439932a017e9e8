import { member, mustAnswer, statusWords } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { fieldOf } from '../engine/fields.ts';
import { CORE_USER } from '../engine/schema-set.ts';
import { blocked, failed, judged, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';
import { isEmpty, mustHold, shown } from './patching.ts';

export const PUT_USER_CHECKS: Check[] = [
  { ids: ['T01', 'T02'], needs: ['U01'], phase: 'main', writes: true, run: replaces },
  writing('T03', async ({ scim, userBody, values, claim, forget }) => {
    const body = userBody();
    const id = values.unknownId();
    const claimed = await claim('Users', String(body.userName));
    mustAnswer(await scim.put(`/Users/${id}`, { ...body, id }), [404]);
    await forget(claimed);
    return passed('404.');
  }),
];

/** A PUT that changes one attribute and leaves out another. */
async function replaces(context: CheckContext): Promise<Partial<Record<'T01' | 'T02', Verdict>>> {
  const { schemas, scim, values } = context;
  const field = fieldOf(schemas, 'displayName', 'nickName', 'title');
  const made = await context.newUser();
  const before = await context.read(made);
  const dropped = ['title', 'phoneNumbers', 'addresses', 'preferredLanguage', 'nickName'].find(
    (name) =>
      name !== field.name && !isEmpty(member(before, name)) && schemas.attribute(CORE_USER, name)?.required !== true,
  );
  const value = values.text('put');
  const kept = Object.entries(made.sent).filter(([name]) => name !== dropped);
  const body = { ...Object.fromEntries(kept), id: made.id, [field.name]: value };
  const answer = await scim.put(made.path, body);
  if (answer.status < 200 || answer.status >= 300) {
    return { T01: failed(`The PUT was ${statusWords(answer)}.`), T02: blocked('T01') };
  }
  const user = await context.read(made);
  const replaced = () => {
    mustHold({ answer, user }, made, [{ field, value }]);
    must(answer.status === 200, `The PUT was ${statusWords(answer)}.`);
    return passed(`200; ${field.name} changed.`);
  };
  return { T01: await judged(replaced), T02: droppedFrom(user, dropped) };
}

function droppedFrom(user: unknown, name: string | undefined): Verdict {
  if (!name) return notVerifiable('The user keeps no optional attribute, such as title, that a PUT could leave out.');
  if (isEmpty(member(user, name))) return passed(`${name} is gone.`);
  return failed(`${name} is still ${shown(member(user, name))}.`);
}
