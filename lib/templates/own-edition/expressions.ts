/**
 * Expressions of the workflow definition language as plain strings without the leading `@`.
 * https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference
 */
export type Expression = string;

/** A value that is an expression: keeps its type. */
export const at = (expression: Expression): string => `@${expression}`;

/** A string literal. A quote inside one is written twice. */
export const text = (value: string): Expression => `'${value.replaceAll("'", "''")}'`;

export const call = (name: string, ...args: Expression[]): Expression => `${name}(${args.join(', ')})`;
export const parameter = (name: string): Expression => call('parameters', text(name));
export const outputs = (action: string): Expression => call('outputs', text(action));
export const body = (action: string): Expression => call('body', text(action));

/** `a?['b']?['c']`: null as soon as one is missing. */
export const get = (from: Expression, ...path: (string | number)[]): Expression =>
  from + path.map((key) => (typeof key === 'number' ? `?[${key}]` : `?[${text(key)}]`)).join('');

export const concat = (...parts: Expression[]): Expression => call('concat', ...parts);
export const coalesce = (...values: Expression[]): Expression => call('coalesce', ...values);
export const equals = (a: Expression, b: Expression): Expression => call('equals', a, b);
export const not = (condition: Expression): Expression => call('not', condition);
export const empty = (value: Expression): Expression => call('empty', value);
export const when = (condition: Expression, yes: Expression, no: Expression): Expression =>
  call('if', condition, yes, no);
export const first = (list: Expression): Expression => call('first', list);
export const contains = (whole: Expression, part: Expression): Expression => call('contains', whole, part);
export const lower = (value: Expression): Expression => call('toLower', value);
export const EMPTY_LIST: Expression = `json('[]')`;

export const and = (...conditions: Expression[]): Expression => several('and', conditions);
export const or = (...conditions: Expression[]): Expression => several('or', conditions);

function several(name: 'and' | 'or', conditions: Expression[]): Expression {
  const [only, ...others] = conditions;
  return others.length === 0 && only !== undefined ? only : call(name, ...conditions);
}
