import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { fieldOf } from '../engine/fields.ts';
import { failed, type Verdict } from '../engine/verdict.ts';
import { listOf, member, mustAnswer } from '../engine/answer.ts';
import { patched, sets, shown, type Operation, type Setting } from './patching.ts';
import { must, passed } from '../engine/verdict.ts';

const ENTERPRISE = ['department', 'costCenter', 'organization', 'division', 'employeeNumber'];

/** The forms in which Entra names what it changes. */
export const PATCH_PATH_CHECKS: Check[] = [
  writing('M06', (context) =>
    setsNames(context, (settings) => settings.map(({ field, value }) => ({ op: 'Replace', path: field.path, value }))),
  ),
  writing('M08', (context) => setsNames(context, (settings) => [{ op: 'Replace', value: byPath(settings) }])),
  writing('M09', (context) => setsOne(context, ENTERPRISE, (settings) => [{ op: 'Replace', value: byPath(settings) }])),
  writing('M10', (context) =>
    setsOne(context, ENTERPRISE, ([setting]) => [{ op: 'Replace', path: setting?.field.path, value: setting?.value }]),
  ),
  writing('M23', renames),
  writing('M33', (context) => otherCase(context, (path) => path.toUpperCase())),
  writing('M39', (context) => otherCase(context, (path) => path.replace(/^./, (first) => first.toUpperCase()))),
];

const byPath = (settings: Setting[]) => Object.fromEntries(settings.map(({ field, value }) => [field.path, value]));

async function setsNames(context: CheckContext, operations: (settings: Setting[]) => Operation[]): Promise<Verdict> {
  const settings = ['name.givenName', 'name.familyName'].map((name) => ({
    field: fieldOf(context.schemas, name),
    value: context.values.text(name.slice('name.'.length)),
  }));
  return sets(context, { made: await context.newUser(), operations: operations(settings), settings });
}

async function setsOne(
  context: CheckContext,
  names: string[],
  operations: (settings: Setting[]) => Operation[],
): Promise<Verdict> {
  const field = fieldOf(context.schemas, ...names);
  const settings = [{ field, value: context.values.text('changed') }];
  return sets(context, { made: await context.newUser(), operations: operations(settings), settings });
}

function otherCase(context: CheckContext, spelling: (path: string) => string): Promise<Verdict> {
  return setsOne(context, ['displayName', 'title', 'nickName'], (settings) =>
    settings.map(({ field, value }) => ({ op: 'Replace', path: spelling(field.path), value })),
  );
}

/** Entra looks the user up by its new name from then on. */
async function renames(context: CheckContext): Promise<Verdict> {
  const made = await context.newUser();
  const userName = context.values.userName();
  const { answer, user } = await patched(context, made, [{ op: 'Replace', path: 'userName', value: userName }]);
  const now = member(user, 'userName');
  must(
    now === userName,
    `It answered ${answer.status}, but userName is ${now === made.sent.userName ? 'still ' : ''}${shown(now)}.`,
  );
  const found = await context.find('Users', `userName eq "${userName}"`);
  mustAnswer(found, [200], 'The filter by the new userName');
  if (listOf(found)?.total === 0 && (await filters(context)))
    return failed('GET shows the new userName, but a filter by it finds nobody.');
  return passed(`HTTP ${answer.status}; renamed.`);
}

/** A filter that finds nobody in any case says nothing of the new name. */
async function filters({ aUser, find }: CheckContext): Promise<boolean> {
  const { sent } = await aUser();
  return listOf(await find('Users', `userName eq "${String(sent.userName)}"`))?.total !== 0;
}
