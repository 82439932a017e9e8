import { at, elements, idOf, isScimJson, member, mustAnswer, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_USER, ENTERPRISE_USER, type SchemaSet } from '../engine/schema-set.ts';
import { blocked, failed, judged, must, passed, untried, type Verdict } from '../engine/verdict.ts';
import { enterpriseKept, valuesKept } from './create-user-values.ts';
import { isScimError } from './discovery.ts';

export const CREATE_USER_CHECKS: Check[] = [
  writing('U01', entraUser, { needs: [], phase: 'first' }),
  { ids: ['U02', 'U03', 'U04', 'U11', 'U14'], needs: ['U01'], phase: 'main', writes: true, run: created },
  { ids: ['U05', 'U06'], needs: ['U01'], phase: 'main', writes: true, run: duplicate },
  writing('U07', async ({ newUser, create, userBody }) => {
    const { sent } = await newUser();
    const answer = await create('Users', userBody({ userName: String(sent.userName).toUpperCase() }));
    must(answer.status >= 300, 'A second user was created whose userName differs in letter case only.');
    mustAnswer(answer, [409]);
    return passed('409.');
  }),
  writing('U08', async ({ create, userBody }) => {
    const answer = await create('Users', userBody({ userName: undefined }));
    must(answer.status >= 300, `A user without userName was created (${statusWords(answer)}).`);
    mustAnswer(answer, [400]);
    return passed(statusWords(answer));
  }),
  writing('U09', async ({ create, values }) => {
    const answer = await create('Users', `{"schemas":["${CORE_USER}"],"userName":"${values.userName()}",`);
    mustAnswer(answer, [400]);
    must(isScimError(answer), 'The 400 has no SCIM error body.');
    return passed('400 with a SCIM error.');
  }),
  writing('U10', async ({ create, userBody }) => {
    const answer = await create('Users', userBody(), { headers: { 'content-type': 'application/json' } });
    must(isMade(answer), `A body sent as application/json was refused: ${statusWords(answer)}.`);
    return passed(statusWords(answer));
  }),
  writing('U12', async ({ create, userBody, values }) => {
    const answer = await create('Users', userBody({ probeUnknown: values.text('unknown') }));
    if (isMade(answer)) return passed('The user was created.');
    mustAnswer(answer, [400]);
    return passed('Refused with 400.');
  }),
  writing('U18', async ({ create, userBody, values }) => {
    const asked = values.unknownId();
    const answer = await create('Users', userBody({ id: asked }));
    must(isMade(answer), `A body with an id was refused: ${statusWords(answer)}.`);
    must(idOf(answer.body) !== asked, 'The user got the id that the client sent.');
    return passed('The server chose its own id.');
  }),
  writing('U20', async ({ create, userBody, schemas }) => {
    if (schemas.attribute(CORE_USER, 'emails')?.required) return untried('/Schemas says that emails is required.');
    const answer = await create('Users', userBody({ emails: [] }));
    must(isMade(answer), `Empty emails were refused: ${statusWords(answer)}.`);
    return passed(statusWords(answer));
  }),
];

const isMade = (answer: Answer): boolean =>
  answer.status >= 200 && answer.status < 300 && idOf(answer.body) !== undefined;

/** What may be left out of Entra's body, step by step, until an endpoint takes it. */
const SMALLER: { words: string; core: readonly string[]; alone: boolean }[] = [
  { words: 'without roles and meta', core: ['roles', 'meta'], alone: false },
  {
    words: 'of the core schema alone, without roles, meta, addresses, phoneNumbers, title and preferredLanguage',
    core: ['roles', 'meta', 'addresses', 'phoneNumbers', 'title', 'preferredLanguage'],
    alone: true,
  },
  {
    words: 'with nothing but userName, active and what /Schemas requires',
    core: [
      ...['roles', 'meta', 'addresses', 'phoneNumbers', 'title', 'preferredLanguage'],
      ...['externalId', 'displayName', 'name', 'emails'],
    ],
    alone: true,
  },
];
/** Another body does not help: the door is shut, or nobody is behind it. A further refused sign-in could do harm. */
const NOT_ABOUT_THE_BODY = new Set([401, 403, 404, 405, 429, 501, 503]);

async function entraUser({ create, userBody, fitUsers, schemas }: CheckContext): Promise<Verdict> {
  const answer = await create('Users', userBody());
  if (isMade(answer)) {
    // Created with another status than 201: everything that needs a user can go on.
    if (answer.status !== 201) return failed(`The answer was ${statusWords(answer)}.`, { usable: true });
    return passed('201 with an id.');
  }
  const got = `The answer was ${statusWords(answer)}${answer.status < 300 ? ' without an id' : ''}.`;
  if (answer.status < 300 || NOT_ABOUT_THE_BODY.has(answer.status)) return failed(got);
  for (const smaller of SMALLER) {
    const overrides = without(schemas, smaller);
    if (isMade(await create('Users', userBody(overrides)))) {
      fitUsers(overrides);
      return failed(`${got} A user ${smaller.words} was created; the other checks use such users.`, { usable: true });
    }
  }
  return failed(`${got} A user with nothing but userName and active was refused too.`);
}

function without(schemas: SchemaSet, { core, alone }: (typeof SMALLER)[number]): Record<string, unknown> {
  const dropped = core.filter((name) => !schemas.attribute(CORE_USER, name)?.required);
  return {
    ...Object.fromEntries(dropped.map((name) => [name, undefined])),
    ...(alone ? { schemas: [CORE_USER], [ENTERPRISE_USER]: undefined } : {}),
  };
}

async function created({ newUser, scim, schemas }: CheckContext) {
  const made = await newUser();
  const read = await scim.get(made.path);
  const kept = () => {
    mustAnswer(read, [200], 'Reading it back');
    return read.body;
  };
  return {
    U02: common(made.body),
    U03: location(made.answer),
    U04: await judged(() => valuesKept(schemas, made.sent, kept())),
    U11: contentTypes(made.answer, read),
    U14: await judged(() => enterpriseKept(schemas, made.sent, kept())),
  };
}

function common(body: unknown): Verdict {
  const urns = elements(body, 'schemas').map((urn) => String(urn).toLowerCase());
  const type = at(body, 'meta', 'resourceType');
  const wrong = [
    idOf(body) ? '' : 'no id',
    urns.includes(CORE_USER.toLowerCase()) ? '' : `no ${CORE_USER} in schemas`,
    type === 'User' ? '' : `meta.resourceType is ${type === undefined ? 'absent' : JSON.stringify(type)}`,
  ].filter(Boolean);
  return wrong.length === 0
    ? passed('id, schemas and meta.resourceType are there.')
    : failed(`The answer has ${wrong.join(', ')}.`);
}

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.3 */
function location({ headers, body }: Answer): Verdict {
  const [header, inBody] = [headers.location, at(body, 'meta', 'location')];
  const words = `The Location header is ${header ?? 'absent'}, meta.location is ${String(inBody ?? 'absent')}.`;
  if (header === undefined || typeof inBody !== 'string') return failed(words);
  if (!URL.canParse(header) || !URL.canParse(inBody)) return failed(`${words} Both must be full addresses.`);
  return new URL(header).href === new URL(inBody).href ? passed(`Both are ${header}.`) : failed(words);
}

function contentTypes(posted: Answer, read: Answer): Verdict {
  const wrong = Object.entries({ POST: posted, GET: read }).filter(([, answer]) => !isScimJson(answer));
  if (wrong.length === 0) return passed('application/scim+json on POST and GET.');
  return failed(wrong.map(([name, { headers }]) => `${name}: ${headers['content-type'] ?? 'none'}`).join('; '));
}

async function duplicate({ newUser, create, userBody }: CheckContext): Promise<{ U05: Verdict; U06: Verdict }> {
  const { sent } = await newUser();
  const answer = await create('Users', userBody({ userName: sent.userName }));
  if (answer.status < 300) {
    return { U05: failed('A second user with the same userName was created.'), U06: blocked('U05') };
  }
  const type = member(answer.body, 'scimType');
  return {
    U05: answer.status === 409 ? passed('409.') : failed(`The answer was ${statusWords(answer)}.`),
    U06:
      type === 'uniqueness'
        ? passed('scimType is uniqueness.')
        : failed(
            `scimType is ${type === undefined ? 'absent' : JSON.stringify(type)} in the answer ${statusWords(answer)}.`,
          ),
  };
}
