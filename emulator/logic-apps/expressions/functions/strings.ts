import { randomUUID } from 'node:crypto';
import { argumentError } from '../errors.ts';
import { toText } from '../values.ts';
import { arrayOrText, integer, text } from './expect.ts';
import { ANY_NUMBER, type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#string-functions */
export const STRINGS: FunctionGroup = {
  concat: { min: 1, max: ANY_NUMBER, apply: (parts) => parts.map(toText).join('') },
  substring: { min: 2, max: 3, apply: ([value, start, length]) => substring(text('substring', value), start, length) },
  replace: {
    min: 3,
    max: 3,
    apply: ([value, old, now]) => replace(text('replace', value), text('replace', old), text('replace', now)),
  },
  split: { min: 2, max: 2, apply: ([value, separator]) => text('split', value).split(text('split', separator)) },
  toLower: { min: 1, max: 1, apply: ([value]) => text('toLower', value).toLowerCase() },
  toUpper: { min: 1, max: 1, apply: ([value]) => text('toUpper', value).toUpperCase() },
  trim: { min: 1, max: 1, apply: ([value]) => text('trim', value).trim() },
  startsWith: {
    min: 2,
    max: 2,
    apply: ([value, start]) => lower('startsWith', value).startsWith(lower('startsWith', start)),
  },
  endsWith: { min: 2, max: 2, apply: ([value, end]) => lower('endsWith', value).endsWith(lower('endsWith', end)) },
  indexOf: { min: 2, max: 2, apply: ([value, wanted]) => lower('indexOf', value).indexOf(lower('indexOf', wanted)) },
  lastIndexOf: {
    min: 2,
    max: 2,
    apply: ([value, wanted]) => lower('lastIndexOf', value).lastIndexOf(lower('lastIndexOf', wanted)),
  },
  slice: { min: 2, max: 3, apply: ([value, start, end]) => slice(text('slice', value), start, end) },
  guid: { min: 0, max: 1, apply: ([format = 'D']) => guid(text('guid', format)) },
  chunk: { min: 2, max: 2, apply: ([value, size]) => chunk(arrayOrText('chunk', value), integer('chunk', size)) },
};

/** Documented as case-insensitive: startsWith, endsWith, indexOf, lastIndexOf. */
function lower(name: string, value: unknown): string {
  return text(name, value).toLowerCase();
}

function substring(value: string, start: unknown, length: unknown): string {
  const from = integer('substring', start);
  const count = length === undefined ? value.length - from : integer('substring', length);
  if (from < 0 || count < 0 || from + count > value.length) {
    throw argumentError(
      'substring',
      `parameters are out of range: 'start index' and 'length' must be non-negative integers and their sum must be no larger than the length of the string, which is '${value.length}'.`,
    );
  }
  return value.slice(from, from + count);
}

function replace(value: string, old: string, now: string): string {
  if (old === '') throw argumentError('replace', 'expects its second parameter to be a string that is not empty.');
  return value.replaceAll(old, () => now);
}

function slice(value: string, start: unknown, end: unknown): string {
  return value.slice(integer('slice', start), end === undefined ? undefined : integer('slice', end));
}

/** https://learn.microsoft.com/dotnet/api/system.guid.tostring */
function guid(format: string): string {
  const dashed = randomUUID();
  const written: Record<string, string> = {
    D: dashed,
    N: dashed.replaceAll('-', ''),
    B: `{${dashed}}`,
    P: `(${dashed})`,
  };
  const result = written[format.toUpperCase()];
  if (!result)
    throw argumentError(
      'guid',
      `expects its format to be one of 'D', 'N', 'B', 'P'. The provided value is '${format}'.`,
    );
  return result;
}

function chunk(value: unknown[] | string, size: number): unknown[] {
  if (size < 1) throw argumentError('chunk', 'expects a chunk length of at least 1.');
  const starts = Array.from({ length: Math.ceil(value.length / size) }, (_, index) => index * size);
  return starts.map((start) => value.slice(start, start + size));
}
