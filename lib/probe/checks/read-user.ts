import { at, idOf, member, mustAnswer, mustList, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_USER, type SchemaSet } from '../engine/schema-set.ts';
import { blocked, failed, judged, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';
import { isScimError } from './discovery.ts';
import { literal } from './filter.ts';

export const READ_USER_CHECKS: Check[] = [
  { ids: ['R01', 'R07'], needs: ['U01'], phase: 'main', writes: true, run: byId },
  { ids: ['R02', 'R03'], needs: [], phase: 'first', writes: false, run: unknownUser },
  writing('R04', softDeleted),
  { ids: ['R05', 'R06'], needs: ['U01', 'R01'], phase: 'main', writes: true, run: projections },
];

async function byId({ aUser, scim }: CheckContext): Promise<{ R01: Verdict; R07: Verdict }> {
  const made = await aUser();
  const answer = await scim.get(made.path);
  if (answer.status !== 200) return { R01: failed(`The answer was ${statusWords(answer)}.`), R07: blocked('R01') };
  const id = idOf(answer.body);
  return {
    R01: id === made.id ? passed('200 with its id.') : failed(`The user that was answered has the id ${String(id)}.`),
    R07: metaShape(answer.body),
  };
}

/** xsd:dateTime: https://www.rfc-editor.org/rfc/rfc7643#section-2.3.5 */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

function metaShape(body: unknown): Verdict {
  const wrong = ['created', 'lastModified'].flatMap((name) => {
    const value = at(body, 'meta', name);
    const isTime = typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
    return isTime ? [] : [`meta.${name} is ${shown(value)}`];
  });
  const type = at(body, 'meta', 'resourceType');
  if (type !== 'User') wrong.push(`meta.resourceType is ${shown(type)}`);
  return wrong.length === 0 ? passed('Its times can be read.') : failed(`${wrong.join('; ')}.`);
}

const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));

async function unknownUser({ scim, values }: CheckContext): Promise<{ R02: Verdict; R03: Verdict }> {
  const answer = await scim.get(`/Users/${values.unknownId()}`);
  if (answer.status !== 404) return { R02: failed(`The answer was ${statusWords(answer)}.`), R03: blocked('R02') };
  return { R02: passed('404.'), R03: errorShape(answer, '404') };
}

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.12 */
export function errorShape(answer: Answer, expected: string): Verdict {
  if (!isScimError(answer)) return failed(`The ${answer.status} has no SCIM error body.`);
  const status = member(answer.body, 'status');
  if (status === expected) return passed(`A SCIM error with the status "${expected}".`);
  return failed(
    typeof status === 'number' ? `Its status is the number ${status}, not a text.` : `Its status is ${shown(status)}.`,
  );
}

async function softDeleted({ newUser, scim, find }: CheckContext): Promise<Verdict> {
  const made = await newUser();
  const patch = await scim.patch(made.path, [{ op: 'replace', path: 'active', value: false }]);
  if (patch.status !== 200 && patch.status !== 204) {
    return notVerifiable(`active could not be set to false: ${statusWords(patch)}.`);
  }
  const read = await scim.get(made.path);
  mustAnswer(read, [200], 'Reading the user with active false');
  const active = member(read.body, 'active');
  if (active === true) return notVerifiable('PATCH of active was accepted, but the user stays active.');
  must(active === false, `The user is there, but GET shows active as ${shown(active)}.`);
  const list = mustList(await find('Users', `userName eq ${literal(made.sent.userName)}`), 'The filter by userName');
  const [one] = list.resources;
  must(list.total === 1 && idOf(one) === made.id, `GET shows the user, but a filter by userName finds ${list.total}.`);
  must(member(one, 'active') === false, `The list shows active as ${shown(member(one, 'active'))}.`);
  return passed('Found by id and by filter, with active false.');
}

async function projections({ aUser, scim, schemas }: CheckContext): Promise<{ R05: Verdict; R06: Verdict }> {
  const { path } = await aUser();
  const whole = await scim.get(path);
  return {
    R05: await judged(async () => onlyUserName(schemas, whole, await scim.get(`${path}?attributes=userName`))),
    R06: await judged(async () => {
      const name = ['emails', 'name', 'displayName', 'externalId', 'active'].find(
        (one) => member(whole.body, one) !== undefined && !isAlways(schemas, one),
      );
      if (!name) return notVerifiable('The user has no attribute that could be left out.');
      return leftOut(name, await scim.get(`${path}?excludedAttributes=${name}`));
    }),
  };
}

/** `meta` is let pass: many leave it in, and nobody is misled. */
function onlyUserName(schemas: SchemaSet, whole: Answer, answer: Answer): Verdict {
  mustAnswer(answer, [200]);
  must(member(answer.body, 'userName') !== undefined, 'userName itself is not in the answer.');
  const extra = namesOf(answer.body).filter((name) => name !== 'username' && !isAlways(schemas, name));
  must(extra.length === 0, `The answer also has ${extra.join(', ')}.`);
  const others = namesOf(whole.body).filter((name) => name !== 'username' && !isAlways(schemas, name));
  return others.length > 0
    ? passed('Only userName and what is always returned.')
    : notVerifiable('The user has nothing but userName.');
}

function leftOut(name: string, answer: Answer): Verdict {
  mustAnswer(answer, [200]);
  must(member(answer.body, name) === undefined, `excludedAttributes=${name}: ${name} is in the answer all the same.`);
  must(
    member(answer.body, 'userName') !== undefined,
    `excludedAttributes=${name}: userName is left out, too, though nobody asked for that.`,
  );
  return passed(`${name} was left out, userName was not.`);
}

const namesOf = (body: unknown): string[] =>
  typeof body === 'object' && body !== null ? Object.keys(body).map((name) => name.toLowerCase()) : [];

function isAlways(schemas: SchemaSet, name: string): boolean {
  if (['id', 'schemas', 'meta'].includes(name)) return true;
  const isSo = (returned: string | undefined) => returned?.toLowerCase() === 'always';
  if (isSo(schemas.attribute(CORE_USER, name)?.returned)) return true;
  const extension = schemas.schemas.find(({ id }) => id.toLowerCase() === name);
  return extension?.attributes.some(({ returned }) => isSo(returned)) ?? false;
}
