import { isDeepStrictEqual } from 'node:util';
import { parseTargetPath, type FlatValue, type FlatValues } from './target-path.ts';

export type PatchOperation = { op: string; path?: string; value?: unknown };
export type Change = { name: string; before: FlatValue | undefined; after: FlatValue | undefined };

/** Which dialect a job speaks: the service's own, or SCIM-conformant under the flag `aadOptscim062020`. */
export type WireForm = { isCompliant: boolean; isDisableText: boolean };

/** Attributes whose desired value differs from the one last known to be in the target. */
export function changesBetween(before: FlatValues, after: FlatValues, names: Iterable<string>): Change[] {
  return [...names]
    .map((name) => ({ name, before: before[name], after: after[name] }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

/**
 * PATCH operations for changed attributes.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility
 */
export function patchOperations(changes: Change[], form: WireForm): PatchOperation[] {
  return form.isCompliant ? compliant(changes) : changes.map((change) => separate(change, form));
}

function separate({ name, before, after }: Change, { isDisableText }: WireForm): PatchOperation {
  if (after === undefined) return { op: 'Remove', path: name };
  const isText = typeof after === 'boolean' && isDisableText;
  return {
    op: before === undefined ? 'Add' : 'Replace',
    path: name,
    value: isText ? (after ? 'True' : 'False') : after,
  };
}

function compliant(changes: Change[]): PatchOperation[] {
  const replaced = changes.filter(({ before, after }) => before !== undefined && after !== undefined);
  const merged = replaced.filter(({ name }) => !parseTargetPath(name).filter);
  const rest = changes.filter((change) => merged.length < 2 || !merged.includes(change));
  const together: PatchOperation[] =
    merged.length < 2
      ? []
      : [{ op: 'replace', value: Object.fromEntries(merged.map(({ name, after }) => [name, after])) }];
  return [...together, ...rest.map(compliantSeparate)];
}

function compliantSeparate({ name, before, after }: Change): PatchOperation {
  if (after === undefined) return { op: 'remove', path: name };
  return { op: before === undefined ? 'add' : 'replace', path: name, value: after };
}

type MemberChange = { kind: 'add' | 'remove'; id: string };

export function memberOperation({ kind, id }: MemberChange, { isCompliant }: WireForm): PatchOperation {
  if (isCompliant && kind === 'remove') return { op: 'remove', path: `members[value eq "${id}"]` };
  const value = kind === 'add' ? [{ $ref: null, value: id }] : [{ value: id }];
  const op = kind === 'add' ? 'Add' : 'Remove';
  return { op: isCompliant ? op.toLowerCase() : op, path: 'members', value };
}

/** The manager travels as a plain string under its full name, as live traffic shows. */
export function managerOperation(
  path: string,
  { before, after }: Omit<Change, 'name'>,
  form: WireForm,
): PatchOperation {
  const op = after === undefined ? 'Remove' : before === undefined ? 'Add' : 'Replace';
  return { op: form.isCompliant ? op.toLowerCase() : op, path, ...(after === undefined ? {} : { value: after }) };
}
