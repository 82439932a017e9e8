import { randomInt } from 'node:crypto';
import { argumentError } from '../errors.ts';
import { integer, number } from './expect.ts';
import { ANY_NUMBER, type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#math-functions */
export const NUMBERS: FunctionGroup = {
  add: { min: 2, max: 2, apply: ([left, right]) => number('add', left) + number('add', right) },
  sub: { min: 2, max: 2, apply: ([left, right]) => number('sub', left) - number('sub', right) },
  mul: { min: 2, max: 2, apply: ([left, right]) => number('mul', left) * number('mul', right) },
  div: { min: 2, max: 2, apply: ([left, right]) => divide(number('div', left), number('div', right)) },
  mod: { min: 2, max: 2, apply: ([left, right]) => number('mod', left) % divisor('mod', number('mod', right)) },
  min: { min: 1, max: ANY_NUMBER, apply: (args) => Math.min(...numbers('min', args)) },
  max: { min: 1, max: ANY_NUMBER, apply: (args) => Math.max(...numbers('max', args)) },
  rand: { min: 2, max: 2, apply: ([low, high]) => random(integer('rand', low), integer('rand', high)) },
};

function numbers(name: string, args: unknown[]): number[] {
  const values = args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  return values.map((value) => number(name, value));
}

function divide(dividend: number, by: number): number {
  const quotient = dividend / divisor('div', by);
  return Number.isInteger(dividend) && Number.isInteger(by) ? Math.trunc(quotient) : quotient;
}

function divisor(name: string, value: number): number {
  if (value === 0) throw argumentError(name, 'was invoked with a divisor of zero.');
  return value;
}

/** The upper bound is exclusive. */
function random(low: number, high: number): number {
  if (high < low)
    throw argumentError('rand', `expects its minimum '${low}' to be no larger than its maximum '${high}'.`);
  return high === low ? low : randomInt(low, high);
}
