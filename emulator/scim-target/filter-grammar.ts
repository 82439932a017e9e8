import { invalid } from './errors.ts';

const COMPARATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparator = (typeof COMPARATORS)[number];
export type Literal = string | number | boolean | null;

/** A parsed filter. A value path keeps its conditions together: they speak of one element. */
export type Filter =
  | { op: 'and' | 'or'; left: Filter; right: Filter }
  | { op: 'not'; filter: Filter }
  | { op: 'present'; path: string }
  | { op: 'compare'; comparator: Comparator; path: string; value: Literal }
  | { op: 'element'; path: string; filter: Filter };

/** The target of a PATCH operation: `emails`, `name.givenName`, `emails[type eq "work"].value`. */
export type PatchPath = { path: string; filter?: Filter; sub?: string };

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|\.[\w$-]+|-?\d[\d.eE+-]*|[A-Za-z$][\w$.:-]*)/y;

/** https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.2 */
export function parseFilter(text: string): Filter {
  return parseWhole(text, anyOf, (detail) => invalid('invalidFilter', `${detail} in filter ${text}`));
}

/** https://datatracker.ietf.org/doc/html/rfc7644#section-3.5.2 */
export function parsePatchPath(text: string): PatchPath {
  return parseWhole(text, patchPath, (detail) => invalid('invalidPath', `${detail} in path ${text}`));
}

class Tokens {
  readonly #tokens: string[];
  #next = 0;
  constructor(text: string) {
    this.#tokens = tokenise(text);
  }
  peek(): string {
    return this.#tokens[this.#next] ?? '';
  }
  take(): string {
    const token = this.peek();
    this.#next += 1;
    return token;
  }
  skip(token: string): boolean {
    if (this.peek().toLowerCase() !== token) return false;
    this.#next += 1;
    return true;
  }
  expect(token: string): void {
    if (!this.skip(token)) throw new SyntaxError(`Expected ${token} but found ${this.peek() || 'the end'}`);
  }
}

function parseWhole<T>(text: string, parse: (tokens: Tokens) => T, refusal: (detail: string) => Error): T {
  try {
    const tokens = new Tokens(text);
    const parsed = parse(tokens);
    tokens.expect('');
    return parsed;
  } catch (error) {
    // The parser below only knows syntax; here it becomes the caller's mistake.
    if (error instanceof SyntaxError) throw refusal(error.message);
    throw error;
  }
}

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (!found?.[1]) throw new SyntaxError(`Unexpected ${source.slice(at, at + 20)}`);
    tokens.push(found[1]);
  }
  return tokens;
}

function anyOf(tokens: Tokens): Filter {
  let left = allOf(tokens);
  while (tokens.skip('or')) left = { op: 'or', left, right: allOf(tokens) };
  return left;
}

function allOf(tokens: Tokens): Filter {
  let left = one(tokens);
  while (tokens.skip('and')) left = { op: 'and', left, right: one(tokens) };
  return left;
}

function one(tokens: Tokens): Filter {
  if (tokens.skip('not')) return { op: 'not', filter: group(tokens) };
  if (tokens.peek() === '(') return group(tokens);
  return expression(tokens);
}

function group(tokens: Tokens): Filter {
  tokens.expect('(');
  const filter = anyOf(tokens);
  tokens.expect(')');
  return filter;
}

function expression(tokens: Tokens): Filter {
  const path = attributeName(tokens);
  if (!tokens.skip('[')) return condition(tokens, path);
  const inner = anyOf(tokens);
  tokens.expect(']');
  if (!tokens.peek().startsWith('.')) return { op: 'element', path, filter: inner };
  const last = condition(tokens, tokens.take().slice(1));
  return { op: 'element', path, filter: { op: 'and', left: inner, right: last } };
}

function condition(tokens: Tokens, path: string): Filter {
  const operator = tokens.take().toLowerCase();
  if (operator === 'pr') return { op: 'present', path };
  const comparator = COMPARATORS.find((known) => known === operator);
  if (!comparator) throw new SyntaxError(`Unknown operator ${operator || 'at the end'}`);
  return { op: 'compare', comparator, path, value: literal(tokens.take()) };
}

function patchPath(tokens: Tokens): PatchPath {
  const path = attributeName(tokens);
  if (!tokens.skip('[')) return { path };
  const filter = anyOf(tokens);
  tokens.expect(']');
  return tokens.peek().startsWith('.') ? { path, filter, sub: tokens.take().slice(1) } : { path, filter };
}

function attributeName(tokens: Tokens): string {
  const name = tokens.take();
  if (!/^[A-Za-z$]/.test(name) || name.endsWith('.'))
    throw new SyntaxError(`Expected an attribute, found ${name || 'the end'}`);
  return name;
}

function literal(token: string): Literal {
  // Clients are seen to write True and Null.
  const text = token.startsWith('"') ? token : token.toLowerCase();
  const value: unknown = JSON.parse(text);
  return value as Literal;
}
