import type { Operation } from '../patch.ts';
import { locate, type ResourceType } from '../schema.ts';

type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The paths an operation speaks of: its own, or without one every key of its value. */
export function namesOf({ path, value }: Operation): string[] {
  if (path !== undefined) return [path];
  return isObject(value) ? Object.keys(value) : [];
}

/** The operation with every key of a value without path as an operation of its own. */
export function perPath(operation: Operation): Operation[] {
  if (operation.path !== undefined || !isObject(operation.value)) return [operation];
  return Object.entries(operation.value).map(([path, value]) => ({ ...operation, path, value }));
}

export const verbOf = ({ op }: Operation): string => op.toLowerCase();

/** Whether the path names this attribute as a whole, with or without its schema. */
export function isAt(type: ResourceType, { path }: Operation, name: string): boolean {
  const found = path === undefined || path.includes('[') ? undefined : locate(type, path);
  return found !== undefined && !found.sub && found.attribute.name === name;
}

/** The ids of the members an operation names. */
export function membersIn(operation: Operation): string[] {
  return perPath(operation)
    .filter((one) => isAt('Group', one, 'members'))
    .flatMap(({ value }) => [value].flat())
    .flatMap((one) => (isObject(one) && typeof one.value === 'string' ? [one.value] : []));
}
