import { FUNCTIONS } from './functions.ts';
import { parseExpression, type Expression } from './parse.ts';
import { textOf, type Value } from './values.ts';

export type ReadAttribute = (name: string) => Value;

/** An expression that cannot be given a value. */
export class ExpressionFailed extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The value of an expression text for one source object. Throws ExpressionFailed. */
export function evaluateText(text: string, read: ReadAttribute): Value {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new ExpressionFailed(parsed.error.code, parsed.error.message);
  try {
    return evaluate(parsed.expression, read);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      throw new ExpressionFailed('ExpressionEvaluationFailed', error.message);
    }
    throw error;
  }
}

export function evaluate(expression: Expression, read: ReadAttribute): Value {
  switch (expression.type) {
    case 'missing':
      return undefined;
    case 'constant':
      return expression.value;
    case 'attribute':
      return read(expression.name);
    case 'comparison':
      return compare(expression.operator, evaluate(expression.left, read), evaluate(expression.right, read));
    case 'function': {
      const args = expression.args.map((arg) => evaluate(arg, read));
      return FUNCTIONS.get(expression.name.toLowerCase())?.run(args, read);
    }
  }
}

function compare(operator: string, left: Value, right: Value): boolean {
  const order = orderOf(left, right);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    default:
      return order >= 0;
  }
}

function orderOf(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [textOf(left), textOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
