import type { AppRole } from '../directory/state.ts';
import { invalidValue, unknownProperty } from './errors.ts';
import type { Body } from './request-body.ts';

export type Kind = 'text' | 'texts' | 'flag' | 'date' | 'object' | 'objects';
export type Kinds = Record<string, Kind>;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === 'string';
const IS_KIND: Record<Kind, (value: unknown) => boolean> = {
  text: isText,
  texts: (value) => Array.isArray(value) && value.every(isText),
  flag: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  object: isObject,
  objects: (value) => Array.isArray(value) && value.every(isObject),
};

/** Refuses properties that a resource does not have, and values of another type. Null clears what is not required. */
export function checkKinds(
  body: Body,
  { kinds, required, resource }: { kinds: Kinds; required: string[]; resource: string },
) {
  for (const [name, value] of Object.entries(body)) {
    const kind = kinds[name];
    if (!kind) throw unknownProperty(name);
    const isAllowed = value === null ? !required.includes(name) : IS_KIND[kind](value);
    if (!isAllowed) throw invalidValue(name, resource);
    if (value === '' && required.includes(name)) throw invalidValue(name, resource);
  }
}

export function textsOf(value: unknown, property: string): string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[];
  throw invalidValue(property, 'Application');
}

/** https://learn.microsoft.com/graph/api/resources/approle */
export function appRolesOf(value: unknown): AppRole[] {
  const roles = (Array.isArray(value) ? value : []) as Partial<AppRole>[];
  return roles.map(({ id, displayName, description, value: claim = null, isEnabled = true, allowedMemberTypes }) => {
    if (!id || !displayName || !description || !allowedMemberTypes?.length)
      throw invalidValue('appRoles', 'Application');
    return { id, displayName, description, value: claim, isEnabled, allowedMemberTypes };
  });
}
