import { at, member, mustAnswer, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { fieldOf } from '../engine/fields.ts';
import type { Made } from '../engine/resources.ts';
import { failed, must, passed, type Verdict } from '../engine/verdict.ts';
import { shown } from './patching.ts';

const UNPARSABLE = 'emails[type eq "work"';

/** What a PATCH must refuse, leaving the user as it was. */
export const PATCH_REFUSAL_CHECKS: Check[] = [
  writing('M22', async (context) => {
    const { made, field, operation } = await goodOperation(context);
    const bad = { op: 'Replace', path: UNPARSABLE, value: context.values.mail() };
    const answer = await context.scim.patch(made.path, [operation, bad]);
    const now = at(await context.read(made), ...field.steps);
    must(now !== operation.value, `${statusWords(answer)}, and the good operation of the two was carried out.`);
    must(answer.status >= 400 && answer.status < 500, `The answer was ${statusWords(answer)}.`);
    return passed(`${statusWords(answer)}; nothing was changed.`);
  }),
  writing('M24', async (context) => {
    const other = await context.newUser();
    const made = await context.newUser();
    const value = String(member(other.body, 'userName') ?? other.sent.userName);
    const answer = await context.scim.patch(made.path, [{ op: 'Replace', path: 'userName', value }]);
    return refused(context, { made, answer, statuses: [409] });
  }),
  writing('M25', async (context) => {
    const made = await context.newUser();
    const answer = await context.scim.patch(made.path, [{ op: 'Remove', path: 'userName' }]);
    return refused(context, { made, answer, scimTypes: ['mutability', 'invalidValue'], isTypeNeeded: true });
  }),
  writing('M26', keepsId),
  writing('M27', async (context) => {
    const made = await context.newUser();
    const operation = { op: 'Replace', path: UNPARSABLE, value: context.values.mail() };
    const answer = await context.scim.patch(made.path, [operation]);
    return refused(context, { made, answer, scimTypes: ['invalidPath', 'invalidFilter', 'invalidSyntax'] });
  }),
  writing('M28', async ({ scim, schemas, values }) => {
    const { path } = fieldOf(schemas, 'displayName', 'title', 'nickName', 'name.familyName', 'department');
    const operation = { op: 'Replace', path, value: values.text('nobody') };
    mustAnswer(await scim.patch(`/Users/${values.unknownId()}`, [operation]), [404]);
    return passed('404.');
  }),
  writing('M29', async (context) => {
    const { made, operation } = await goodOperation(context);
    const answer = await context.scim.patch(made.path, [{ ...operation, op: 'Upsert' }]);
    return refused(context, { made, answer, scimTypes: ['invalidSyntax', 'invalidValue'] });
  }),
  writing('M30', async (context) => {
    const made = await context.newUser();
    const answer = await context.scim.patch(made.path, []);
    mustAnswer(answer, [400, 200, 204]);
    return passed(`The answer was ${statusWords(answer)}.`);
  }),
];

async function goodOperation(context: CheckContext) {
  const field = fieldOf(context.schemas, 'displayName', 'title', 'nickName', 'name.familyName', 'department');
  const made = await context.newUser();
  return { made, field, operation: { op: 'Replace', path: field.path, value: context.values.text('unwanted') } };
}

type Refusal = { made: Made; answer: Answer; statuses?: number[]; scimTypes?: string[]; isTypeNeeded?: boolean };

/** Refused as it should be, and the user is who it was. */
async function refused(context: CheckContext, refusal: Refusal): Promise<Verdict> {
  const { made, answer, statuses = [400], scimTypes = [], isTypeNeeded = false } = refusal;
  mustAnswer(answer, statuses);
  const scimType = member(answer.body, 'scimType');
  must(scimType !== undefined || !isTypeNeeded, `It answered ${answer.status} without scimType.`);
  must(
    scimType === undefined || scimTypes.length === 0 || scimTypes.includes(String(scimType)),
    `Its scimType is ${shown(scimType)}.`,
  );
  const now = await context.read(made);
  for (const name of ['userName', 'displayName']) {
    const before = member(made.body, name) ?? made.sent[name];
    must(
      before === undefined || member(now, name) === before,
      `It answered ${answer.status}, but ${name} is now ${shown(member(now, name))}.`,
    );
  }
  return passed(`${statusWords(answer)}; nothing was changed.`);
}

async function keepsId(context: CheckContext): Promise<Verdict> {
  const made = await context.newUser();
  const value = context.values.unknownId();
  const claimed = await context.claim('Users', value, value);
  const answer = await context.scim.patch(made.path, [{ op: 'Replace', path: 'id', value }]);
  const now = await context.scim.get(made.path);
  if (now.status !== 200) return failed(`${statusWords(answer)}, and the user is no longer found by its id.`);
  await context.forget(claimed);
  must(
    member(now.body, 'id') === made.id,
    `${statusWords(answer)}, and the id is now ${shown(member(now.body, 'id'))}.`,
  );
  must(answer.status < 500, `The answer was ${statusWords(answer)}.`);
  return passed(`${statusWords(answer)}; the id is as before.`);
}
