import { FUNCTIONS, UNSUPPORTED_FUNCTIONS } from './functions.ts';

/** An attribute-mapping expression. `missing` is an argument left blank, which many functions give a meaning to. */
export type Expression =
  | { type: 'attribute'; name: string }
  | { type: 'constant'; value: string | number | boolean }
  | { type: 'missing' }
  | { type: 'function'; name: string; args: Expression[] }
  | { type: 'comparison'; operator: string; left: Expression; right: Expression };

export type ParseError = { code: string; message: string };
type Parsed = { ok: true; expression: Expression } | { ok: false; error: ParseError };

class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads the expression language of attribute mappings.
 * https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data
 */
export function parseExpression(text: string): Parsed {
  try {
    return { ok: true, expression: new Reader(text).whole() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: { code: error.code, message: error.message } };
    throw error;
  }
}

const TOKEN = /\s*(?:(\[[^\]]+\])|("(?:\\"|[^"])*")|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(<>|>=|<=|[=<>(),]))/y;
const COMPARISONS = new Set(['=', '<>', '<', '>', '<=', '>=']);

class Reader {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    const end = text.trimEnd().length;
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) throw new Refused('InvalidExpression', `Unexpected character at position ${from} of: ${text}`);
      this.#tokens.push(match[0].trim());
    }
  }

  whole(): Expression {
    const expression = this.#comparison();
    if (this.#peek() !== undefined) throw unexpected(this.#peek());
    return expression;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string | undefined {
    return this.#tokens[this.#at++];
  }

  #comparison(): Expression {
    const left = this.#operand();
    const operator = this.#peek();
    if (operator === undefined || !COMPARISONS.has(operator)) return left;
    this.#take();
    return { type: 'comparison', operator, left, right: this.#operand() };
  }

  #operand(): Expression {
    const token = this.#take();
    if (token === undefined) throw unexpected(undefined);
    if (token.startsWith('[')) return { type: 'attribute', name: token.slice(1, -1) };
    if (token.startsWith('"')) return { type: 'constant', value: token.slice(1, -1).replaceAll('\\"', '"') };
    if (/^-?\d/.test(token)) return { type: 'constant', value: Number(token) };
    if (/^(true|false)$/i.test(token)) return { type: 'constant', value: token.toLowerCase() === 'true' };
    if (/^\w+$/.test(token) && this.#peek() === '(') return this.#call(token);
    throw unexpected(token);
  }

  #call(name: string): Expression {
    const known = FUNCTIONS.get(name.toLowerCase());
    if (!known) throw unknownFunction(name);
    this.#take();
    const args: Expression[] = [];
    while (this.#peek() !== ')') {
      args.push(this.#argument());
      if (this.#peek() === ',') {
        this.#take();
        if (this.#peek() === ')') args.push({ type: 'missing' });
      } else if (this.#peek() !== ')') throw unexpected(this.#peek());
    }
    this.#take();
    if (args.length < known.minimum || args.length > known.maximum) {
      throw new Refused('InvalidArgumentCount', `${known.name} does not take ${args.length} arguments.`);
    }
    return { type: 'function', name: known.name, args };
  }

  #argument(): Expression {
    return this.#peek() === ',' ? { type: 'missing' } : this.#comparison();
  }
}

function unexpected(token: string | undefined): Refused {
  const what = token === undefined ? 'The expression ends too early.' : `Unexpected '${token}' in the expression.`;
  return new Refused('InvalidExpression', what);
}

function unknownFunction(name: string): Refused {
  return UNSUPPORTED_FUNCTIONS.has(name.toLowerCase())
    ? new Refused('NotImplemented', `The emulator does not support the function ${name}.`)
    : new Refused('UnknownFunction', `There is no function '${name}'.`);
}
