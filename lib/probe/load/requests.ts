import { retryAfterSeconds } from '#lib/platform/retry-after.ts';
import { idOf, statusWords, type Answer } from '../engine/answer.ts';
import { textIn } from '../engine/bodies.ts';
import { asksForLess } from '../engine/calls.ts';
import type { CheckContext, Unpaced } from '../engine/context.ts';
import { Ended } from '../engine/verdict.ts';
import { isRight, type Outcome } from './harm.ts';
import type { LoadKind } from './plan.ts';

type Call = () => Promise<Answer>;

/** One request and what became of it. */
export async function outcomeOf(call: Call): Promise<Outcome> {
  const startedAt = performance.now();
  try {
    const answer = await call();
    const { status, durationMs } = answer;
    return { status, durationMs, words: statusWords(answer), ...throttlingOf(answer) };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { durationMs: performance.now() - startedAt, words: error.verdict.got };
  }
}

function throttlingOf(answer: Answer): Pick<Outcome, 'throttled'> {
  if (!asksForLess(answer)) return {};
  const seconds = retryAfterSeconds(answer.headers['retry-after']);
  return { throttled: seconds === undefined ? {} : { seconds } };
}

/** The queries of which one must succeed before there is any load; the first is what Entra asks most. */
export function readCalls({ values }: CheckContext, { scim }: Unpaced): Call[] {
  const filter = encodeURIComponent(`userName eq "${values.userName()}"`);
  return [`/Users?filter=${filter}`, '/Users?startIndex=1&count=1'].map((path) => () => scim.get(path));
}

/** What the load sends, one request at a time. */
export function senderOf(
  kind: LoadKind,
  { context, unpaced, read }: { context: CheckContext; unpaced: Unpaced; read: Call },
): () => Promise<Outcome> {
  return kind === 'reads' ? () => outcomeOf(read) : mixOf(context, unpaced);
}

type Living = { ref: string; id: string; userName: string; step: number };

/** Users that are created, found, changed, read and deleted: each step of one user waits for the step before it. */
function mixOf({ userBody, forget }: CheckContext, { scim, create }: Unpaced): () => Promise<Outcome> {
  const ready: Living[] = [];
  const steps: ((user: Living, path: string) => Promise<Answer>)[] = [
    ({ userName }) => scim.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`),
    (_, path) => scim.patch(path, [{ op: 'Replace', path: 'active', value: false }]),
    (_, path) => scim.get(path),
    (_, path) => scim.delete(path),
  ];

  async function begin(): Promise<Outcome> {
    const body = userBody();
    return outcomeOf(async () => {
      const answer = await create('Users', body);
      const id = idOf(answer.body);
      if (id && answer.status < 300) ready.push({ ref: answer.ref, id, userName: textIn(body, 'userName'), step: 0 });
      return answer;
    });
  }

  async function goOn(user: Living): Promise<Outcome> {
    const outcome = await outcomeOf(() => steps[user.step]!(user, `/Users/${encodeURIComponent(user.id)}`));
    // Where a step failed, the user is left to the clean-up.
    if (!isRight(outcome)) return outcome;
    if (user.step === steps.length - 1) await forget(user);
    else ready.push({ ...user, step: user.step + 1 });
    return outcome;
  }

  return () => {
    const next = ready.shift();
    return next ? goOn(next) : begin();
  };
}
