import {
  at,
  elements,
  isScimJson,
  listOf,
  member,
  mustAnswer,
  mustList,
  statusWords,
  type Answer,
} from '../engine/answer.ts';
import { reading, writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER } from '../engine/schema-set.ts';
import { failed, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';

const CONFIG_URN = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
const TYPES = new Set(['string', 'boolean', 'decimal', 'integer', 'datetime', 'reference', 'complex', 'binary']);
const MUTABILITIES = new Set(['readOnly', 'readWrite', 'immutable', 'writeOnly']);
const RETURNED = new Set(['always', 'never', 'default', 'request']);
const UNIQUENESS = new Set(['none', 'server', 'global']);

export const DISCOVERY_CHECKS: Check[] = [
  reading('D01', async ({ scim }) => {
    const answer = await scim.get('/ServiceProviderConfig');
    mustAnswer(answer, [200]);
    must(elements(answer.body, 'schemas').includes(CONFIG_URN), `Its schemas do not name ${CONFIG_URN}.`);
    return passed('It answers 200 with its schema.');
  }),
  reading(
    'D02',
    async ({ config }) => {
      const flags = ['patch', 'bulk', 'filter', 'sort', 'etag'].map(
        (name) => `${name} ${String(at(config, name, 'supported'))}`,
      );
      must(at(config, 'patch', 'supported') === true, `It says: ${flags.join(', ')}.`);
      return passed(`It says: ${flags.join(', ')}.`);
    },
    { needs: ['D01'] },
  ),
  reading(
    'D03',
    async ({ config }) => {
      const schemes = elements(config, 'authenticationSchemes');
      must(schemes.length > 0, 'authenticationSchemes is empty or absent.');
      for (const scheme of schemes) {
        const missing = ['type', 'name', 'description'].filter((name) => typeof member(scheme, name) !== 'string');
        must(missing.length === 0, `A scheme has no ${missing.join(', ')}.`);
      }
      return passed(schemes.map((scheme) => String(member(scheme, 'type'))).join(', '));
    },
    { needs: ['D01'] },
  ),
  reading('D04', async ({ scim }) => {
    const list = mustList(await scim.get('/Schemas'));
    must(list.resources.length > 0, 'The list has no Resources.');
    return passed(`A list of ${list.resources.length} schemas.`);
  }),
  reading(
    'D05',
    async ({ schemas }) =>
      advertised(
        schemas.schemas.map(({ id }) => id),
        [CORE_USER, CORE_GROUP],
      ),
    { needs: ['D04'] },
  ),
  reading(
    'D06',
    async ({ schemas }) =>
      advertised(
        schemas.schemas.map(({ id }) => id),
        [ENTERPRISE_USER],
      ),
    { needs: ['D04'] },
  ),
  reading('D07', async ({ scim }) => schemaShapes(await scim.get('/Schemas')), { needs: ['D04'] }),
  reading('D08', async (context) => wellKnownAttributes(await context.scim.get('/Schemas')), { needs: ['D05'] }),
  reading(
    'D09',
    async ({ scim }) => {
      for (const urn of [CORE_USER, encodeURIComponent(CORE_USER)]) {
        const answer = await scim.get(`/Schemas/${urn}`);
        mustAnswer(answer, [200], `GET /Schemas/${urn}`);
        must(
          member(answer.body, 'id') === CORE_USER,
          `GET /Schemas/${urn} answers with the id ${String(member(answer.body, 'id'))}.`,
        );
      }
      return passed('Found by its URN, plain and percent-encoded.');
    },
    { needs: ['D05'] },
  ),
  reading(
    'D10',
    async ({ scim, values }) => {
      const answer = await scim.get(`/Schemas/urn:probe:${values.mark}`);
      mustAnswer(answer, [404]);
      must(isScimError(answer), 'The 404 has no SCIM error body.');
      return passed('404 with a SCIM error.');
    },
    // Where there are no schemas at all, a 404 says nothing about this one.
    { needs: ['D04'] },
  ),
  reading('D11', async ({ scim }) => {
    const list = mustList(await scim.get('/ResourceTypes'));
    const names = list.resources.map((one) => String(member(one, 'name') ?? member(one, 'id')));
    const missing = ['User', 'Group'].filter((name) => !names.includes(name));
    must(missing.length === 0, `It lists ${names.join(', ') || 'nothing'}; ${missing.join(' and ')} missing.`);
    return passed(`It lists ${names.join(', ')}.`);
  }),
  reading(
    'D12',
    async ({ scim }) => {
      const answer = await scim.get('/ResourceTypes/User');
      mustAnswer(answer, [200]);
      const endpoint = String(member(answer.body, 'endpoint'));
      must(/(^|\/)Users$/.test(endpoint), `Its endpoint is ${endpoint}.`);
      return passed(`Its endpoint is ${endpoint}.`);
    },
    { needs: ['D11'] },
  ),
  reading('D13', contentTypes),
  reading(
    'D14',
    async ({ scim }) => {
      const answer = await scim.get(`/Schemas?filter=${encodeURIComponent('id eq "x"')}`);
      if (answer.status === 403) return passed('Refused with 403.');
      return failed(`The answer was ${statusWords(answer)}.`);
    },
    { needs: ['D04'] },
  ),
  writing('D15', onlyForReading, { needs: ['D01'] }),
];

/** What is sent is what is there already: a server that takes it is not harmed. */
async function onlyForReading({ scim, config }: CheckContext): Promise<Verdict> {
  const taken: string[] = [];
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    const answer = await scim.send(method, '/ServiceProviderConfig', method === 'DELETE' ? {} : { body: config ?? {} });
    const isRefused = answer.status === 501 || (answer.status >= 400 && answer.status < 500 && answer.status !== 401);
    if (!isRefused) taken.push(`${method} was answered with ${statusWords(answer)}`);
  }
  return taken.length === 0 ? passed('All three are refused.') : failed(`${taken.join('; ')}.`);
}

function advertised(ids: string[], wanted: string[]): Verdict {
  const missing = wanted.filter((urn) => !ids.some((id) => id.toLowerCase() === urn.toLowerCase()));
  return missing.length === 0 ? passed(`It has ${wanted.join(' and ')}.`) : failed(`Missing: ${missing.join(', ')}.`);
}

export function isScimError({ body }: Answer): boolean {
  return elements(body, 'schemas').includes('urn:ietf:params:scim:api:messages:2.0:Error');
}

/** Microsoft reads /Schemas strictly: a null or an enum in another spelling stops the import. */
function schemaShapes(answer: Answer): Verdict {
  const problems = mustList(answer).resources.flatMap((schema) =>
    elements(schema, 'attributes').flatMap((attribute) => attributeProblems(attribute, '')),
  );
  if (problems.length === 0) return passed('Every attribute is complete, every keyword spelt as the RFC does.');
  const more = problems.length > 5 ? ` and ${problems.length - 5} more` : '';
  return failed(`${problems.slice(0, 5).join('; ')}${more}.`);
}

function attributeProblems(attribute: unknown, parent: string): string[] {
  const name = `${parent}${String(member(attribute, 'name') ?? '(no name)')}`;
  const legal = (key: string, set: Set<string>) => {
    const value = member(attribute, key);
    return value === undefined || (typeof value === 'string' && set.has(value))
      ? []
      : [`${name}: ${key} is ${JSON.stringify(value)}`];
  };
  const type = member(attribute, 'type');
  const keys = typeof attribute === 'object' && attribute !== null ? Object.entries(attribute) : [];
  const subs = parent === '' ? elements(attribute, 'subAttributes') : [];
  return [
    ...keys.filter(([, value]) => value === null).map(([key]) => `${name}: ${key} is null`),
    ...(typeof type === 'string' && TYPES.has(type.toLowerCase()) ? [] : [`${name}: type is ${JSON.stringify(type)}`]),
    ...['multiValued', 'required']
      .filter((key) => typeof member(attribute, key) !== 'boolean')
      .map((key) => `${name}: ${key} is missing`),
    ...legal('mutability', MUTABILITIES),
    ...legal('returned', RETURNED),
    ...legal('uniqueness', UNIQUENESS),
    ...subs.flatMap((sub) => attributeProblems(sub, `${name}.`)),
  ];
}

/** https://www.rfc-editor.org/rfc/rfc7643#section-8.7.1 */
function wellKnownAttributes(answer: Answer): Verdict {
  const user = mustList(answer).resources.find(
    (one) => String(member(one, 'id')).toLowerCase() === CORE_USER.toLowerCase(),
  );
  const named = (name: string) => elements(user, 'attributes').find((one) => member(one, 'name') === name);
  const wanted: [string, string, unknown][] = [
    ['userName', 'required', true],
    ['userName', 'caseExact', false],
    ['userName', 'uniqueness', 'server'],
    ['active', 'type', 'boolean'],
    ['emails', 'type', 'complex'],
    ['emails', 'multiValued', true],
  ];
  const wrong = wanted.filter(([name, key, value]) => member(named(name), key) !== value);
  if (wrong.length === 0) return passed('userName, active and emails are declared as in the RFC.');
  return failed(
    wrong.map(([name, key]) => `${name}: ${key} is ${JSON.stringify(member(named(name), key))}`).join('; '),
  );
}

async function contentTypes({ scim }: CheckContext): Promise<Verdict> {
  const answers = await Promise.all(
    ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes', '/Users?startIndex=1&count=1'].map(async (path) => ({
      path,
      answer: await scim.get(path),
    })),
  );
  const answered = answers.filter(({ answer }) => answer.status === 200);
  if (answered.length === 0) return notVerifiable('Nothing was answered with 200.');
  const wrong = answered.filter(({ answer }) => !isScimJson(answer));
  if (wrong.length === 0) return passed('application/scim+json everywhere.');
  return failed(
    wrong.map(({ path, answer }) => `${path.split('?')[0]}: ${answer.headers['content-type'] ?? 'none'}`).join('; '),
  );
}

/** Whether a list answer is one at all: for checks that go on with less. */
export const isList = (answer: Answer): boolean => answer.status === 200 && listOf(answer) !== undefined;
