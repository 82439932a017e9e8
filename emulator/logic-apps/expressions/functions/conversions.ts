import { argumentError, EvaluationError } from '../errors.ts';
import { toText, typeName } from '../values.ts';
import { text } from './expect.ts';
import { type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#conversion-functions */
export const CONVERSIONS: FunctionGroup = {
  string: { min: 1, max: 1, apply: ([value]) => toText(value) },
  json: { min: 1, max: 1, apply: ([value]) => json(value) },
  int: { min: 1, max: 1, apply: ([value]) => parsedNumber('int', value, /^\s*[+-]?\d+\s*$/) },
  float: {
    min: 1,
    max: 1,
    apply: ([value]) => parsedNumber('float', value, /^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/),
  },
  isInt: { min: 1, max: 1, apply: ([value]) => /^\s*[+-]?\d+\s*$/.test(text('isInt', value)) },
  bool: { min: 1, max: 1, apply: ([value]) => bool(value) },
  array: { min: 1, max: 1, apply: ([value]) => [value] },
  base64: { min: 1, max: 1, apply: ([value]) => Buffer.from(text('base64', value)).toString('base64') },
  base64ToString: {
    min: 1,
    max: 1,
    apply: ([value]) => Buffer.from(text('base64ToString', value), 'base64').toString(),
  },
  decodeBase64: { min: 1, max: 1, apply: ([value]) => Buffer.from(text('decodeBase64', value), 'base64').toString() },
  encodeUriComponent: { min: 1, max: 1, apply: ([value]) => escapeUri(text('encodeUriComponent', value)) },
  uriComponent: { min: 1, max: 1, apply: ([value]) => escapeUri(text('uriComponent', value)) },
  decodeUriComponent: { min: 1, max: 1, apply: ([value]) => unescapeUri('decodeUriComponent', value) },
  uriComponentToString: { min: 1, max: 1, apply: ([value]) => unescapeUri('uriComponentToString', value) },
};

function json(value: unknown): unknown {
  if (typeof value !== 'string') {
    throw argumentError(
      'json',
      `expects its parameter to be a string or an XML. The provided value is of type '${typeName(value)}'.`,
    );
  }
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    throw argumentError(
      'json',
      `parameter is not valid. The provided value '${value}' cannot be parsed: '${(error as Error).message}'.`,
    );
  }
}

function parsedNumber(name: string, value: unknown, form: RegExp): number {
  if (typeof value === 'number') return name === 'int' ? Math.trunc(value) : value;
  if (typeof value === 'string' && form.test(value)) return Number(value);
  throw argumentError(
    name,
    `was invoked with a parameter that is not valid. The value '${toText(value)}' cannot be converted to the target type.`,
  );
}

function bool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return word === 'true';
  throw argumentError(
    'bool',
    `was invoked with a parameter that is not valid. The value '${toText(value)}' cannot be converted to a Boolean.`,
  );
}

/** Like .NET's EscapeDataString, which also escapes what JavaScript's function leaves alone. */
function escapeUri(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescapeUri(name: string, value: unknown): string {
  try {
    return decodeURIComponent(text(name, value));
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    throw argumentError(name, `was invoked with a value that is not a valid URI component.`);
  }
}
