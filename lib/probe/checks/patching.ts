import { at, elements, isRecord, member, mustAnswer, type Answer } from '../engine/answer.ts';
import type { CheckContext } from '../engine/context.ts';
import type { Field } from '../engine/fields.ts';
import type { Made } from '../engine/resources.ts';
import { must, passed, type Verdict } from '../engine/verdict.ts';

export type Operation = { op: string; path?: string; value?: unknown };
export type Setting = { field: Field; value: string };
/** A user as GET shows it after a PATCH, and the status that the PATCH was answered with. */
export type Patched = { answer: Answer; user: unknown };

/** Sends the operations in one request and reads the user back. Goes on only if the PATCH was answered 200 or 204. */
export async function patched(context: CheckContext, made: Made, operations: Operation[]): Promise<Patched> {
  const answer = await context.scim.patch(made.path, operations);
  mustAnswer(answer, [200, 204], 'The PATCH');
  return { answer, user: await context.read(made) };
}

/** Sends the operations and passes if the user then holds every setting. */
export async function sets(
  context: CheckContext,
  { made, operations, settings }: { made: Made; operations: Operation[]; settings: Setting[] },
): Promise<Verdict> {
  const after = await patched(context, made, operations);
  mustHold(after, made, settings);
  return passed(`HTTP ${after.answer.status}; ${settings.map(({ field }) => field.name).join(' and ')} changed.`);
}

/** Every setting, or the check has failed with those that are otherwise. */
export function mustHold({ answer, user }: Patched, made: Made, settings: Setting[]): void {
  const wrong = settings.filter(({ field, value }) => at(user, ...field.steps) !== value);
  const said = wrong.map(({ field, value: wanted }) => {
    const value = at(user, ...field.steps);
    const isOld = value !== undefined && JSON.stringify(value) === JSON.stringify(at(made.body, ...field.steps));
    return `${field.name} is ${isOld ? 'still ' : ''}${shown(value)}${isInOtherCase(value, wanted) ? ' in other letter case' : ''}`;
  });
  must(wrong.length === 0, `It answered ${answer.status}, but ${said.join(' and ')}.`);
}

const isInOtherCase = (value: unknown, wanted: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();

/** A value in words, as a GET shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** The elements of a multi-valued attribute that have this type, in any letter case. */
export function elementsOfType(user: unknown, attribute: string, type: string): unknown[] {
  return elements(user, attribute).filter((one) => String(member(one, 'type')).toLowerCase() === type.toLowerCase());
}

/** Unassigned, as RFC 7643 §2.5 says it: absent, null or an empty list. */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Nothing in it that a person would call a value. */
export function isEmpty(value: unknown): boolean {
  if (isRecord(value)) return Object.values(value).every(isEmpty);
  return isUnassigned(value) || value === '';
}
