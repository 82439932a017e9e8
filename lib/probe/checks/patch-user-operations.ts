import { setTimeout as wait } from 'node:timers/promises';
import { at, idOf, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { fieldOf, optionalFields, textFields } from '../engine/fields.ts';
import { CORE_USER, ENTERPRISE_USER } from '../engine/schema-set.ts';
import { typeOf } from '../engine/bodies.ts';
import { blocked, failed, must, notVerifiable, passed, judged, type Verdict } from '../engine/verdict.ts';
import {
  elementsOfType,
  isEmpty,
  isUnassigned,
  mustHold,
  patched,
  sets,
  shown,
  type Operation,
  type Setting,
} from './patching.ts';

/** Op names as Entra writes them, several operations in one request, and values taken away. */
export const PATCH_OPERATION_CHECKS: Check[] = [
  { ids: ['M01', 'M38'], needs: ['U01'], phase: 'main', writes: true, run: replaceOne },
  writing('M02', async (context) => {
    const { schemas, values } = context;
    const field = fieldOf(schemas, 'nickName', 'costCenter', 'division', 'organization', 'title', 'displayName');
    const value = values.text('added');
    const operations = [{ op: 'Add', path: field.path, value }];
    return sets(context, { made: await context.newUser(), operations, settings: [{ field, value }] });
  }),
  writing('M03', async (context) => {
    const made = await context.newUser();
    const before = await context.read(made);
    const field = optionalFields(context.schemas).find(({ steps }) => !isEmpty(at(before, ...steps)));
    if (!field) return notVerifiable('The user keeps no optional text, such as title, that could be removed.');
    const { answer, user } = await patched(context, made, [{ op: 'Remove', path: field.path }]);
    const left = at(user, ...field.steps);
    if (isUnassigned(left)) return passed(`HTTP ${answer.status}; ${field.name} is gone.`);
    return failed(`It answered ${answer.status}, but ${field.name} is ${shown(left)}.`);
  }),
  writing('M07', async (context) => {
    const settings = textFields(context.schemas)
      .filter(({ steps }) => steps.length === 1)
      .map((field): Setting => ({ field, value: context.values.text('whole') }));
    if (settings.length === 0) return notVerifiable('/Schemas offers no displayName, title or nickName.');
    const value = Object.fromEntries(settings.map((one) => [one.field.name, one.value]));
    return sets(context, { made: await context.newUser(), operations: [{ op: 'Replace', value }], settings });
  }),
  writing('M19', (context) => clears(context, '')),
  writing('M20', (context) => clears(context, null)),
  writing('M21', sixOperations),
  writing('M34', async (context) => {
    const [field] = optionalFields(context.schemas);
    if (!field) return notVerifiable('/Schemas offers no optional text, such as title.');
    const value = context.values.text('last');
    const operations = [
      { op: 'Remove', path: field.path },
      { op: 'Add', path: field.path, value: context.values.text('first') },
      { op: 'Replace', path: field.path, value },
    ];
    return sets(context, { made: await context.newUser(), operations, settings: [{ field, value }] });
  }),
  writing('M37', lastModifiedMoves),
];

async function replaceOne(context: CheckContext): Promise<Partial<Record<'M01' | 'M38', Verdict>>> {
  const field = fieldOf(context.schemas, 'displayName', 'title', 'nickName', 'name.familyName', 'department');
  const made = await context.newUser();
  const value = context.values.text('replaced');
  const answer = await context.scim.patch(made.path, [{ op: 'Replace', path: field.path, value }]);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const replaced = async () => {
    must(isSuccess, `The PATCH was ${statusWords(answer)}.`);
    mustHold({ answer, user: await context.read(made) }, made, [{ field, value }]);
    return passed(`HTTP ${answer.status}; ${field.name} changed.`);
  };
  return { M01: await judged(replaced), M38: isSuccess ? patchAnswer(answer, made.id) : blocked('M01') };
}

function patchAnswer(answer: Answer, id: string): Verdict {
  if (answer.status === 204) return passed('204 without a body.');
  if (answer.status !== 200) return failed(`The answer was ${statusWords(answer)}.`);
  if (idOf(answer.body) === id) return passed('200 with the user.');
  return failed(`The answer was 200 ${answer.text.trim() ? 'with something else than the user' : 'without a body'}.`);
}

/** Entra empties an attribute by sending "" or null for it, several in one request. */
async function clears(context: CheckContext, value: '' | null): Promise<Verdict> {
  const made = await context.newUser();
  const before = await context.read(made);
  const fields = optionalFields(context.schemas)
    .filter(({ steps }) => !isEmpty(at(before, ...steps)))
    .slice(0, 4);
  if (fields.length === 0) return notVerifiable('The user keeps no optional text, such as title or department.');
  const operations = fields.map(({ path }): Operation => ({ op: 'Replace', path, value }));
  const { answer, user } = await patched(context, made, operations);
  const left = fields.filter(({ steps }) => !isEmpty(at(user, ...steps)));
  if (left.length === 0)
    return passed(`HTTP ${answer.status}; ${fields.map(({ name }) => name).join(', ')} are empty.`);
  const said = left.map(({ name, steps }) => `${name} is ${shown(at(user, ...steps))}`);
  return failed(`It answered ${answer.status}, but ${said.join(' and ')}.`);
}

// https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility
async function sixOperations(context: CheckContext): Promise<Verdict> {
  const { schemas, values } = context;
  const wanted = ['displayName', 'name.givenName', 'name.familyName', 'employeeNumber'];
  const settings = textFields(schemas)
    .filter(({ name }) => wanted.includes(name))
    .map((field): Setting => ({ field, value: values.text('six') }));
  const externalId = { name: 'externalId', path: 'externalId', steps: ['externalId'], isRequired: false };
  settings.push({ field: externalId, value: values.externalId() });
  const type = typeOf(schemas, 'emails', 'work');
  const mail = schemas.keeps(CORE_USER, 'emails.value') ? values.mail() : undefined;
  const operations = settings.map(({ field, value }): Operation => ({ op: 'Replace', path: field.path, value }));
  if (mail) operations.splice(1, 0, { op: 'Replace', path: `emails[type eq "${type}"].value`, value: mail });
  const made = await context.newUser();
  const after = await patched(context, made, operations);
  mustHold(after, made, settings);
  const mails = elementsOfType(after.user, 'emails', type).map((one) => at(one, 'value'));
  must(
    !mail || mails.includes(mail),
    `It answered ${after.answer.status}, but the ${type} e-mail is ${shown(mails[0])}.`,
  );
  const names = operations.map(({ path }) => path?.replace(`${ENTERPRISE_USER}:`, ''));
  return passed(`HTTP ${after.answer.status}; ${operations.length} operations carried out: ${names.join(', ')}.`);
}

async function lastModifiedMoves(context: CheckContext): Promise<Verdict> {
  const field = fieldOf(context.schemas, 'displayName', 'title', 'nickName', 'name.familyName', 'department');
  const made = await context.newUser();
  const before = at(await context.read(made), 'meta', 'lastModified');
  if (typeof before !== 'string') return notVerifiable('The user has no meta.lastModified.');
  const change = async () => {
    const operations = [{ op: 'Replace', path: field.path, value: context.values.text('moved') }];
    const { user } = await patched(context, made, operations);
    return at(user, 'meta', 'lastModified');
  };
  let after = await change();
  if (after === before && !/\.\d*[1-9]/.test(before)) {
    // Whole seconds: both may have been in the same one.
    await wait(1_100, undefined, { signal: context.signal });
    after = await change();
  }
  if (after !== before) return passed(`It moved from ${before} to ${shown(after)}.`);
  return failed(`meta.lastModified is ${before} before and after the change.`);
}
