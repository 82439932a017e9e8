import type { EvaluationContext } from '../context.ts';
import { argumentError } from '../errors.ts';
import { areEqual, typeName } from '../values.ts';
import { boolean } from './expect.ts';
import { ANY_NUMBER, type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#logical-comparison-functions */
export const LOGICAL: FunctionGroup = {
  and: { min: 1, max: ANY_NUMBER, lazily: (args) => args.every((argument) => boolean('and', argument())) },
  or: { min: 1, max: ANY_NUMBER, lazily: (args) => args.some((argument) => boolean('or', argument())) },
  not: { min: 1, max: 1, apply: ([value]) => !boolean('not', value) },
  if: {
    min: 3,
    max: 3,
    lazily: ([condition, then, otherwise]) => (boolean('if', condition?.()) ? then?.() : otherwise?.()),
  },
  coalesce: { min: 1, max: ANY_NUMBER, lazily: (args) => firstValue(args) },
  equals: {
    min: 2,
    max: 2,
    apply: ([left, right], context) => areEqual(comparable(left, context), comparable(right, context)),
  },
  greater: comparison('greater', (order) => order > 0),
  greaterOrEquals: comparison('greaterOrEquals', (order) => order >= 0),
  less: comparison('less', (order) => order < 0),
  lessOrEquals: comparison('lessOrEquals', (order) => order <= 0),
};

function firstValue(args: (() => unknown)[]): unknown {
  for (const argument of args) {
    const value = argument();
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

function comparable(value: unknown, { nullEqualsEmpty }: EvaluationContext): unknown {
  return nullEqualsEmpty && value === null ? '' : value;
}

function comparison(name: string, holds: (order: number) => boolean) {
  return {
    min: 2,
    max: 2,
    apply: ([left, right]: unknown[], context: EvaluationContext) =>
      holds(orderOf(name, comparable(left, context), comparable(right, context))),
  };
}

function orderOf(name: string, left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
  throw argumentError(
    name,
    `expects two parameters of matching types. The function was invoked with values of type '${typeName(left)}' and '${typeName(right)}' that do not match.`,
  );
}
