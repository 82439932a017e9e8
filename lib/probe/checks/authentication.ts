import { member, mustAnswer, mustList, parsedBody, statusWords, type Answer } from '../engine/answer.ts';
import type { Check, CheckContext } from '../engine/context.ts';
import type { Grant } from '../engine/tokens.ts';
import { blocked, Ended, failed, judged, must, NoAnswer, notVerifiable, passed, untried } from '../engine/verdict.ts';
import type { Verdict } from '../engine/verdict.ts';
import { errorShape } from './read-user.ts';

/** Some gateways hold back their answers to refused sign-ins for minutes: that is no failure, and not worth a wait. */
const PATIENT = { timeoutMs: 20_000, keepThrottled: true };
const BEARER_GIVEN = untried('You gave a bearer token, so there is no token endpoint to ask.');
const SHORTEST_SECONDS = 3600;
const LONGEST_SECONDS = 21_600;

export const AUTHENTICATION_CHECKS: Check[] = [
  { ids: ['A04', 'A05', 'A06', 'A08'], needs: [], phase: 'first', writes: false, run: token },
  { ids: ['A01', 'A02'], needs: [], phase: 'last', writes: false, run: withoutCredentials },
  { ids: ['A03'], needs: [], phase: 'last', writes: false, run: wrongToken },
  { ids: ['A07'], needs: [], phase: 'last', writes: false, run: wrongSecret },
];

async function token({ credential, scim, requestToken }: CheckContext) {
  const reads = (bearer?: string) =>
    judged(async () => {
      mustList(await scim.get('/Users?startIndex=1&count=1', bearer === undefined ? {} : { token: bearer }));
      return passed('200.');
    });
  if (credential.kind === 'bearer') {
    return { A04: BEARER_GIVEN, A05: BEARER_GIVEN, A06: await reads(), A08: BEARER_GIVEN };
  }
  const basic = await granted(() => requestToken(credential, 'basic'));
  const body = await granted(() => requestToken(credential, 'body'));
  const grant = [basic, body].find((one): one is Grant => 'token' in one && one.token !== undefined);
  if (!grant?.token) {
    return {
      A04: failed(`No token. With HTTP Basic: ${wordsOf(basic)}. With the secret in the body: ${wordsOf(body)}.`),
      A05: blocked('A04'),
      A06: blocked('A04'),
      A08: blocked('A04'),
    };
  }
  return {
    A04: await judged(() => bearerType(grant)),
    A05: lifetime(grant),
    A06: await reads(grant.token),
    A08: bothWays(basic, body),
  };
}

type Asked = Grant | { problem: string };

async function granted(ask: () => Promise<Grant>): Promise<Asked> {
  try {
    return await ask();
  } catch (error) {
    // The other way of asking is tried all the same.
    if (error instanceof Ended) return { problem: error.message };
    throw error;
  }
}

function wordsOf(asked: Asked): string {
  if ('problem' in asked) return asked.problem.replace(/\.$/, '');
  const error = member(parsedBody(asked.answer.text), 'error');
  return `HTTP ${asked.answer.status}${typeof error === 'string' ? ` (${error})` : ''}`;
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
function bearerType({ tokenType, answer }: Grant): Verdict {
  must(answer.status >= 200 && answer.status < 300, `There is a token, but the answer was HTTP ${answer.status}.`);
  must(tokenType?.toLowerCase() === 'bearer', `token_type is ${tokenType ?? 'absent'}, not Bearer.`);
  return passed('A token of the type Bearer.');
}

function lifetime({ expiresInSeconds }: Grant): Verdict {
  if (expiresInSeconds === undefined) return failed('expires_in is absent.');
  const words = `expires_in is ${expiresInSeconds} seconds.`;
  return expiresInSeconds >= SHORTEST_SECONDS && expiresInSeconds <= LONGEST_SECONDS ? passed(words) : failed(words);
}

function bothWays(basic: Asked, body: Asked): Verdict {
  const has = (asked: Asked) => 'token' in asked && asked.token !== undefined;
  if (has(basic) && has(body)) return passed('Both bring a token.');
  return has(basic)
    ? failed(`HTTP Basic brings a token, the secret in the body does not: ${wordsOf(body)}.`)
    : failed(`The secret in the body brings a token, HTTP Basic does not: ${wordsOf(basic)}.`);
}

async function withoutCredentials(context: CheckContext): Promise<{ A01: Verdict; A02: Verdict }> {
  const answer = await refusable(() => nobody(context, null));
  if ('verdict' in answer) return { A01: answer, A02: answer };
  if (answer.status !== 401) return { A01: failed(`The answer was ${statusWords(answer)}.`), A02: blocked('A01') };
  return { A01: passed('401.'), A02: challenge(answer) };
}

function challenge(answer: Answer): Verdict {
  const shape = errorShape(answer, '401');
  const words = [
    shape.verdict === 'passed' ? '' : shape.got,
    answer.headers['www-authenticate'] ? '' : 'There is no WWW-Authenticate header.',
  ].filter(Boolean);
  return words.length === 0 ? passed('A SCIM error and a WWW-Authenticate header.') : failed(words.join(' '));
}

async function wrongToken(context: CheckContext): Promise<Verdict> {
  const answer = await refusable(() => nobody(context, context.values.text('wrong')));
  if ('verdict' in answer) return answer;
  mustAnswer(answer, [401]);
  return passed('401.');
}

/** A request that would show nobody's data, were it answered. */
const nobody = ({ scim, values }: CheckContext, bearer: string | null): Promise<Answer> =>
  scim.get(`/Users?filter=${encodeURIComponent(`userName eq "${values.userName()}"`)}`, { ...PATIENT, token: bearer });

/** The answer to a sign-in that must be refused, or the verdict where the endpoint keeps its answer back. */
async function refusable<T extends { status: number; headers: Record<string, string> }>(
  ask: () => Promise<T>,
): Promise<T | Verdict> {
  try {
    const answer = await ask();
    const isThrottled = answer.status === 429 || (answer.status === 503 && answer.headers['retry-after'] !== undefined);
    return isThrottled ? notVerifiable(`Throttled: the answer was HTTP ${answer.status}.`) : answer;
  } catch (error) {
    if (error instanceof NoAnswer && error.isTimeout) return notVerifiable(`Throttled: ${error.message}`);
    throw error;
  }
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
async function wrongSecret({ credential, values, requestToken, tokenBy }: CheckContext): Promise<Verdict> {
  if (credential.kind === 'bearer') return BEARER_GIVEN;
  if (!tokenBy) return blocked('A04');
  const asked = { ...credential, clientSecret: values.text('wrong') };
  let grant: Grant | undefined;
  const answer = await refusable(async () => (grant = await requestToken(asked, tokenBy, PATIENT)).answer);
  if ('verdict' in answer) return answer;
  must(!grant?.token, `A token was issued for a wrong secret (HTTP ${answer.status}).`);
  const error = member(parsedBody(answer.text), 'error');
  const words = `The answer was HTTP ${answer.status} with the error ${typeof error === 'string' ? error : 'absent'}.`;
  must([400, 401].includes(answer.status) && error === 'invalid_client', words);
  return passed(words);
}
