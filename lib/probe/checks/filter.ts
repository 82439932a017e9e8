import {
  at,
  elements,
  idOf,
  listOf,
  member,
  mustAnswer,
  mustList,
  statusWords,
  type Answer,
} from '../engine/answer.ts';
import { typeOf } from '../engine/bodies.ts';
import { reading, writing, type Check, type CheckContext } from '../engine/context.ts';
import type { Made } from '../engine/resources.ts';
import { CORE_USER } from '../engine/schema-set.ts';
import { failed, must, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';
import type { CheckId } from '../catalogue/catalogue.ts';

export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
/** Where the plainest filter does not work, these have nothing to add. */
const AFTER_PLAIN: readonly CheckId[] = ['U01', 'F01'];

export const FILTER_CHECKS: Check[] = [
  finds('F01', ({ sent }) => `userName eq ${literal(sent.userName)}`, ['U01']),
  // Not in the first phase: an endpoint without any user would pass whatever it does with filters.
  reading(
    'F02',
    async ({ find, values }) => {
      const list = mustList(await find('Users', `userName eq "${values.userName()}"`));
      must(list.total === 0 && list.resources.length === 0, `${found(list)} for a userName that nobody has.`);
      return passed('200 with totalResults 0.');
    },
    { phase: 'main' },
  ),
  finds('F03', ({ sent }) => `userName eq ${literal(String(sent.userName).toUpperCase())}`),
  finds('F04', ({ sent }) => `USERNAME eq ${literal(sent.userName)}`),
  finds('F05', ({ sent }) => `userName Eq ${literal(sent.userName)}`),
  finds('F06', ({ sent }) => (sent.externalId ? `externalId eq ${literal(sent.externalId)}` : undefined), ['U01']),
  finds('F07', byEmailOfType, ['U01']),
  finds('F08', ({ sent }) => (emailOf(sent) ? `emails.value eq ${literal(emailOf(sent))}` : undefined), ['U01']),
  writing(
    'F09',
    async ({ aUser, find }) => {
      const made = await aUser();
      const userName = `userName eq ${literal(made.sent.userName)}`;
      mustFind(await find('Users', `${userName} and active eq true`), made, '"… and active eq true"');
      const inactive = mustList(await find('Users', `${userName} and active eq false`), '"… and active eq false"');
      must(inactive.total === 0, `${found(inactive)} by "… and active eq false", but the user is active.`);
      return passed('Found with "active eq true", not found with "active eq false".');
    },
    { needs: AFTER_PLAIN },
  ),
  finds('F10', ({ id }) => `id eq ${literal(id)}`, ['U01']),
  finds('F11', ({ sent }) => `${CORE_USER}:userName eq ${literal(sent.userName)}`),
  reading('F12', async ({ find, values }) => {
    const answer = await find('Users', `userName zz "${values.userName()}"`, '&startIndex=1&count=1');
    mustAnswer(answer, [400]);
    const type = member(answer.body, 'scimType');
    must(type === 'invalidFilter', `The 400 has the scimType ${type === undefined ? 'absent' : JSON.stringify(type)}.`);
    return passed('400 with invalidFilter.');
  }),
  writing('F13', operators, { needs: AFTER_PLAIN }),
  writing('F14', unknownAttribute),
  writing(
    'F15',
    async ({ aUser, scim }) => {
      const made = await aUser();
      const filter = encodeURIComponent(`userName eq ${literal(made.sent.userName)}`).replaceAll('%20', '+');
      mustFind(await scim.get(`/Users?filter=${filter}`), made, 'The filter with "+"');
      return passed('The user was found.');
    },
    { needs: AFTER_PLAIN },
  ),
  writing(
    'F16',
    async ({ aUser, find }) => {
      const { sent } = await aUser();
      const list = mustList(await find('Users', `externalId eq ${literal(String(sent.externalId).toUpperCase())}`));
      must(list.total === 0, `${found(list)} by an externalId in another letter case.`);
      return passed('Nobody was found.');
    },
    { needs: ['U01', 'F06'] },
  ),
  writing('F17', listShape),
];

/** A string as filters write it: https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2 */
export const literal = (value: unknown): string => JSON.stringify(String(value));

const found = ({ total, resources }: { total: number; resources: unknown[] }): string =>
  `totalResults is ${total} with ${resources.length} Resources`;
const emailOf = (sent: Record<string, unknown>): unknown => member(elements(sent, 'emails')[0], 'value');

/** The filter finds the shared user and nobody else; where it names an attribute that was not sent, nothing can tell. */
function finds(
  id: CheckId,
  filterFor: (made: Made, context: CheckContext) => string | undefined,
  needs: readonly CheckId[] = AFTER_PLAIN,
): Check {
  const run = async (context: CheckContext): Promise<Verdict> => {
    const made = await context.aUser();
    const filter = filterFor(made, context);
    if (filter === undefined) return notVerifiable('The users of this probe do not carry that attribute: see U01.');
    if (filter.startsWith('emails') && !context.schemas.takes(CORE_USER, 'emails')) {
      return untried('/Schemas does not offer emails.');
    }
    mustFind(await context.find('Users', filter), made, `The filter ${filter}`);
    return passed('It finds the user and nobody else.');
  };
  return writing(id, run, { needs });
}

function byEmailOfType({ sent }: Made, { schemas }: CheckContext): string | undefined {
  const value = emailOf(sent);
  return value === undefined
    ? undefined
    : `emails[type eq ${literal(typeOf(schemas, 'emails', 'work'))}].value eq ${literal(value)}`;
}

function mustFind(answer: Answer, { id }: Made, what: string): void {
  const list = mustList(answer, what);
  must(
    list.total === 1 && list.resources.some((one) => idOf(one) === id),
    list.total === 1 ? `${what} finds another user, or one without its id.` : `${what}: ${found(list)}, not 1.`,
  );
}

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2 table 3 and 4 */
async function operators({ aUser, find, read, values }: CheckContext): Promise<Verdict> {
  const made = await aUser();
  const hasTime = typeof at(await read(made), 'meta', 'lastModified') === 'string';
  const userName = String(made.sent.userName);
  const [start = ''] = userName.split('@');
  const itself = `userName eq ${literal(userName)}`;
  const nobody = `userName eq ${literal(values.userName())}`;
  const filters = {
    co: `userName co ${literal(`${start.slice(1)}@`)}`,
    sw: `userName sw ${literal(`${start}@`)}`,
    ew: `userName ew ${literal(userName.slice(1))}`,
    pr: `${itself} and userName pr`,
    or: `${nobody} or ${itself}`,
    not: `${itself} and not (${nobody})`,
    // Nothing is greater than an attribute that a user does not have.
    ...(hasTime ? { gt: `${itself} and meta.lastModified gt "2000-01-01T00:00:00Z"` } : {}),
  };
  const outcomes = await Promise.all(
    Object.entries(filters).map(async ([name, filter]) => {
      const answer = await find('Users', filter);
      const list = answer.status === 200 ? listOf(answer) : undefined;
      if (list?.total === 1 && idOf(list.resources[0]) === made.id) return { name };
      return { name, problem: `${name}: ${list ? found(list) : statusWords(answer)}` };
    }),
  );
  const problems = outcomes.flatMap(({ problem }) => problem ?? []);
  if (problems.length === 0) return passed(`All work: ${Object.keys(filters).join(', ')}.`);
  return failed(`These do not find the user: ${problems.join('; ')}.`);
}

async function unknownAttribute({ aUser, find, scim, values }: CheckContext): Promise<Verdict> {
  await aUser();
  const answer = await find('Users', `probeUnknown eq ${literal(values.text())}`, '&startIndex=1&count=1');
  if (answer.status === 400) return passed('Refused with 400.');
  const list = mustList(answer);
  if (list.total === 0 && list.resources.length === 0) return passed('It matches nobody.');
  const everybody = listOf(await scim.get('/Users?startIndex=1&count=1'));
  const isAll = everybody !== undefined && list.total >= everybody.total;
  return failed(
    isAll ? `It returns everybody: ${found(list)}.` : `${found(list)} for an attribute that does not exist.`,
  );
}

/** One user of at least two, so that startIndex and itemsPerPage have to be there. */
async function listShape({ aUser, newUser, scim }: CheckContext): Promise<Verdict> {
  await Promise.all([aUser(), newUser()]);
  const answer = await scim.get('/Users?startIndex=1&count=1');
  mustAnswer(answer, [200]);
  const wrong = elements(answer.body, 'schemas').includes(LIST_RESPONSE) ? [] : [`schemas has no ${LIST_RESPONSE}`];
  const total = member(answer.body, 'totalResults');
  // Of a whole list neither is asked for.
  const isWhole = elements(answer.body, 'Resources').length === total;
  for (const name of ['totalResults', 'startIndex', 'itemsPerPage']) {
    const value = member(answer.body, name);
    if (Number.isInteger(value) || (value === undefined && isWhole && name !== 'totalResults')) continue;
    wrong.push(`${name} is ${value === undefined ? 'absent' : JSON.stringify(value)}`);
  }
  return wrong.length === 0 ? passed('All are there, the numbers as integers.') : failed(`${wrong.join('; ')}.`);
}
