import { argumentError } from '../errors.ts';
import { isObject, typeName, type JsonObject } from '../values.ts';

/** Readers of arguments: they give the value its type or refuse it in the platform's words. */

export function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw argumentError(
    name,
    `expects its parameter to be of type 'String'. The provided value is of type '${typeName(value)}'.`,
  );
}

export function integer(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw argumentError(
    name,
    `expects its parameter to be an integer. The provided value is of type '${typeName(value)}'.`,
  );
}

export function number(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw argumentError(
    name,
    `expects its parameter to be an integer or a decimal number. The provided value is of type '${typeName(value)}'.`,
  );
}

export function boolean(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw argumentError(
    name,
    `expects its parameter to be of type 'Boolean'. The provided value is of type '${typeName(value)}'.`,
  );
}

export function array(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw argumentError(
    name,
    `expects its parameter to be an array. The provided value is of type '${typeName(value)}'.`,
  );
}

export function object(name: string, value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw argumentError(
    name,
    `expects its parameter to be an object. The provided value is of type '${typeName(value)}'.`,
  );
}

export function arrayOrText(name: string, value: unknown): unknown[] | string {
  if (Array.isArray(value) || typeof value === 'string') return value;
  throw argumentError(
    name,
    `expects its parameter to be an array or a string. The provided value is of type '${typeName(value)}'.`,
  );
}
