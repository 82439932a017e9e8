import { at, elements, idOf, member, mustAnswer, mustList, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_USER, ENTERPRISE_USER, type SchemaSet } from '../engine/schema-set.ts';
import { failed, must, notVerifiable, passed, untried, type Verdict } from '../engine/verdict.ts';

type Json = Record<string, unknown>;

/** What becomes of particular values in a POST. */
export const CREATE_USER_VALUE_CHECKS: Check[] = [
  writing('U13', async (context) => {
    if (!context.schemas.takes(CORE_USER, 'password')) return untried('/Schemas does not offer password.');
    const password = `Aa1!${context.values.text('secret')}`;
    const { answer, read } = await makeAndRead(context, { password });
    for (const [name, { body, text }] of Object.entries({ POST: answer, GET: read })) {
      const shown = member(body, 'password') ?? (text.includes(password) ? password : undefined);
      must(shown === undefined, `The answer to ${name} shows a password.`);
    }
    return passed('It was taken and is shown neither by POST nor by GET.');
  }),
  writing('U15', async (context) => {
    if (!context.schemas.takes(ENTERPRISE_USER, 'manager')) return untried('/Schemas does not offer manager.');
    const boss = await context.aUser();
    const { read } = await makeAndRead(context, withManager(context, boss.id));
    const manager = managerOf(read);
    const value = typeof manager === 'string' ? manager : member(manager, 'value');
    must(value === boss.id, `The user was created, but GET shows ${shown(manager)} as manager.`);
    return passed('The manager was kept.');
  }),
  writing('U16', async (context) => {
    if (!context.schemas.takes(ENTERPRISE_USER, 'manager')) return untried('/Schemas does not offer manager.');
    const boss = await context.aUser();
    const { read } = await makeAndRead(context, withManager(context, { value: boss.id }));
    const manager = managerOf(read);
    must(member(manager, 'value') === boss.id, `The user was created, but GET shows ${shown(manager)} as manager.`);
    return passed('The manager was kept.');
  }),
  writing('U17', async (context) => {
    const answer = await context.create('Users', context.userBody({ active: 'True' }));
    if (answer.status === 400) return passed('Refused with 400.');
    const read = await readNew(context, answer);
    const active = member(read.body, 'active');
    must(active === true, `The user was created, and GET shows ${shown(active)} as active.`);
    return passed('It was read as true.');
  }),
  writing(
    'U19',
    async (context) => {
      const userName = context.values.userName().replace('@', "'+&\u00e9@");
      const { read, id } = await makeAndRead(context, { userName });
      const kept = member(read.body, 'userName');
      must(
        typeof kept === 'string' && kept.normalize('NFC') === userName,
        `${userName} was created, and GET shows ${shown(kept)}.`,
      );
      const list = mustList(await context.find('Users', `userName eq ${JSON.stringify(userName)}`), 'The filter');
      must(
        list.total === 1 && list.resources.some((one) => idOf(one) === id),
        `A filter for ${userName} finds ${list.total} users.`,
      );
      return passed(`${userName} was created and found.`);
    },
    { needs: ['U01', 'F01'] },
  ),
];

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
const managerOf = (read: Answer): unknown => at(read.body, ENTERPRISE_USER, 'manager');

function withManager({ userBody }: CheckContext, manager: unknown): Json {
  return {
    schemas: [CORE_USER, ENTERPRISE_USER],
    [ENTERPRISE_USER]: { ...(userBody()[ENTERPRISE_USER] as Json | undefined), manager },
  };
}

/** Here a refusal is the failure that the check looks for. */
async function makeAndRead(context: CheckContext, overrides: Json) {
  const answer = await context.create('Users', context.userBody(overrides));
  const read = await readNew(context, answer);
  return { answer, read, id: idOf(answer.body) };
}

async function readNew({ scim }: CheckContext, answer: Answer): Promise<Answer> {
  const id = idOf(answer.body);
  must(
    answer.status < 300 && id,
    `The answer was ${statusWords(answer)}${answer.status < 300 ? ' without an id' : ''}.`,
  );
  const read = await scim.get(`/Users/${encodeURIComponent(id)}`);
  mustAnswer(read, [200], 'Reading it back');
  return read;
}

const ALWAYS_JUDGED = new Set(['userName', 'externalId', 'active']);

/** Compares what was sent with what GET shows; attributes that /Schemas does not offer are not asked for. */
export function valuesKept(schemas: SchemaSet, sent: Json, kept: unknown): Verdict {
  const names = ['userName', 'externalId', 'displayName', 'active', 'name.givenName', 'name.familyName'];
  const judged = names.filter(
    (name) => at(sent, ...name.split('.')) !== undefined && (ALWAYS_JUDGED.has(name) || schemas.takes(CORE_USER, name)),
  );
  const wrong = judged.flatMap((name) => difference(name, at(sent, ...name.split('.')), at(kept, ...name.split('.'))));
  const [email] = schemas.takes(CORE_USER, 'emails') ? elements(sent, 'emails') : [];
  if (email && !elements(kept, 'emails').some((one) => isSameElement(one, email))) {
    wrong.push(`emails: sent ${JSON.stringify([email])}, came back ${shown(member(kept, 'emails'))}`);
  }
  if (wrong.length > 0) return failed(`${wrong.join('; ')}.`);
  return passed(`As sent: ${[...judged, ...(email ? ['emails'] : [])].join(', ')}.`);
}

function isSameElement(one: unknown, wanted: unknown): boolean {
  const type = (value: unknown) => String(member(value, 'type')).toLowerCase();
  return type(one) === type(wanted) && member(one, 'value') === member(wanted, 'value');
}

function difference(name: string, sent: unknown, came: unknown): string[] {
  return sent === came ? [] : [`${name}: sent ${JSON.stringify(sent)}, came back ${shown(came)}`];
}

export function enterpriseKept(schemas: SchemaSet, sent: Json, kept: unknown): Verdict {
  const offered = ['department', 'employeeNumber'].filter((name) => schemas.takes(ENTERPRISE_USER, name));
  if (offered.length === 0) return untried('/Schemas offers neither department nor employeeNumber.');
  const names = offered.filter((name) => at(sent, ENTERPRISE_USER, name) !== undefined);
  if (names.length === 0) return notVerifiable('A user with these attributes was refused, as U01 says.');
  const wrong = names.flatMap((name) =>
    difference(name, at(sent, ENTERPRISE_USER, name), at(kept, ENTERPRISE_USER, name)),
  );
  return wrong.length > 0 ? failed(`${wrong.join('; ')}.`) : passed(`As sent: ${names.join(', ')}.`);
}
