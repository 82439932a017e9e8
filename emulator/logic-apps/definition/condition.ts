import { isObject } from '../expressions/values.ts';

/** The operators of an If's expression object; each is the function of that name. */
export const CONDITION_OPERATORS: ReadonlyMap<string, 'many' | 'one' | 'two'> = new Map([
  ['and', 'many'],
  ['or', 'many'],
  ['not', 'one'],
  ['equals', 'two'],
  ['greater', 'two'],
  ['greaterorequals', 'two'],
  ['less', 'two'],
  ['lessorequals', 'two'],
  ['contains', 'two'],
  ['startswith', 'two'],
  ['endswith', 'two'],
]);

export type Condition = { operator: string; operands: unknown[] };

/** Reads `{operator: operands}`; undefined for anything else, which is then a value or an expression string. */
export function readCondition(expression: unknown): Condition | undefined {
  if (!isObject(expression)) return undefined;
  const [[name, operands] = ['', undefined], ...others] = Object.entries(expression);
  const takes = CONDITION_OPERATORS.get(name.toLowerCase());
  if (!takes || others.length > 0) return undefined;
  if (takes === 'one') return { operator: name, operands: [operands] };
  if (!Array.isArray(operands) || (takes === 'two' && operands.length !== 2)) return undefined;
  return { operator: name, operands };
}

/** Conditions combine conditions; comparisons compare values. */
export function isCombining(operator: string): boolean {
  return ['and', 'or', 'not'].includes(operator.toLowerCase());
}

export function isValidCondition(expression: unknown): boolean {
  if (typeof expression === 'string' || typeof expression === 'boolean') return true;
  const condition = readCondition(expression);
  if (!condition) return false;
  return !isCombining(condition.operator) || condition.operands.every(isValidCondition);
}
