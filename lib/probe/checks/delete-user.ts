import { member, mustAnswer, mustList, statusWords, type Answer } from '../engine/answer.ts';
import type { Check, CheckContext } from '../engine/context.ts';
import type { Made } from '../engine/resources.ts';
import { blocked, failed, judged, must, passed, type Verdict } from '../engine/verdict.ts';
import { shown } from './patching.ts';

const IDS = ['X01', 'X02', 'X03', 'X04'] as const;

export const DELETE_USER_CHECKS: Check[] = [{ ids: IDS, needs: ['U01'], phase: 'main', writes: true, run: deletes }];

/** One user is deleted, looked for, deleted again and created again. */
async function deletes(context: CheckContext): Promise<Partial<Record<(typeof IDS)[number], Verdict>>> {
  const made = await context.newUser();
  const answer = await context.scim.delete(made.path);
  const X01 = deleteAnswer(answer);
  if (answer.status < 200 || answer.status >= 300) {
    return { X01, X02: blocked('X01'), X03: blocked('X01'), X04: blocked('X01') };
  }
  return {
    X01,
    X02: await judged(() => isGone(context, made)),
    X03: await judged(() => deletesNobody(context, made)),
    X04: await judged(() => createsAgain(context, made)),
  };
}

function deleteAnswer(answer: Answer): Verdict {
  if (answer.status === 204) return passed('204 without a body.');
  return failed(`The answer was ${statusWords(answer)}${answer.text ? ' with a body' : ''}.`);
}

async function isGone({ scim, find, forget }: CheckContext, made: Made): Promise<Verdict> {
  const read = await scim.get(made.path);
  if (read.status === 404) await forget(made);
  const active = member(read.body, 'active');
  mustAnswer(read, [404], `GET by its id (active is ${shown(active)})`);
  const { total } = mustList(await find('Users', `userName eq "${String(made.sent.userName)}"`), 'The filter');
  must(total === 0, `GET by its id answers 404, but the filter by its userName finds ${total}.`);
  return passed('404 by its id, nobody by its userName.');
}

async function deletesNobody({ scim, values }: CheckContext, made: Made): Promise<Verdict> {
  const again = await scim.delete(made.path);
  const unknown = await scim.delete(`/Users/${values.unknownId()}`);
  mustAnswer(again, [404], 'The second DELETE');
  mustAnswer(unknown, [404], 'The DELETE of an unknown id');
  return passed('404 both times.');
}

async function createsAgain({ create }: CheckContext, { sent }: Made): Promise<Verdict> {
  mustAnswer(await create('Users', sent), [201]);
  return passed('201.');
}
