import { badRequest, notImplemented } from './errors.ts';

type Literal = string | number | boolean | null;
type Wire = Record<string, unknown>;
export type Predicate = (row: Wire) => boolean;
/** The operators that each property of a resource can be filtered with; others exist in Graph but not here. */
export type Filterable = Record<string, readonly ('eq' | 'startswith' | 'in')[]>;

const TOKEN = /\s*(?:('(?:[^']|'')*')|([(),])|([\w.:/@+-]+))/y;

/**
 * Reads the part of OData that our callers send: `eq`, `in`, `startswith`, `and`, `or` and parentheses. Anything
 * else in Graph's grammar is answered 501, and text that is no filter 400.
 * https://learn.microsoft.com/graph/filter-query-parameter
 */
export function parseFilter(text: string, filterable: Filterable): Predicate {
  const reader = tokensOf(text);
  const predicate = disjunction({ reader, filterable, text });
  if (reader.peek() !== undefined) throw invalidFilter(text);
  return predicate;
}

type Parsing = { reader: Reader; filterable: Filterable; text: string };
type Reader = { peek(): string | undefined; next(): string | undefined };

function tokensOf(text: string): Reader {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw invalidFilter(text);
    tokens.push(match[0].trim());
    at = TOKEN.lastIndex;
  }
  let position = 0;
  return { peek: () => tokens[position], next: () => tokens[position++] };
}

function disjunction(parsing: Parsing): Predicate {
  const first = conjunction(parsing);
  if (parsing.reader.peek() !== 'or') return first;
  parsing.reader.next();
  const rest = disjunction(parsing);
  return (row) => first(row) || rest(row);
}

function conjunction(parsing: Parsing): Predicate {
  const first = term(parsing);
  if (parsing.reader.peek() !== 'and') return first;
  parsing.reader.next();
  const rest = conjunction(parsing);
  return (row) => first(row) && rest(row);
}

function term(parsing: Parsing): Predicate {
  const { reader, text } = parsing;
  const token = reader.next();
  if (token === undefined) throw invalidFilter(text);
  if (token === '(') {
    const inner = disjunction(parsing);
    expect(parsing, ')');
    return inner;
  }
  if (token === 'startswith') return startsWith(parsing);
  if (token === 'not' || reader.peek() === '(' || token.includes('/')) throw notImplemented(`$filter=${text}`);
  return comparison(parsing, token);
}

function startsWith(parsing: Parsing): Predicate {
  expect(parsing, '(');
  const property = propertyOf(parsing, 'startswith', parsing.reader.next());
  expect(parsing, ',');
  const prefix = String(literalOf(parsing)).toLowerCase();
  expect(parsing, ')');
  return (row) => {
    const value = row[property];
    return typeof value === 'string' && value.toLowerCase().startsWith(prefix);
  };
}

function comparison(parsing: Parsing, name: string): Predicate {
  const operator = parsing.reader.next();
  if (operator === 'eq') {
    const property = propertyOf(parsing, operator, name);
    const wanted = literalOf(parsing);
    return (row) => isSame(row[property], wanted);
  }
  if (operator === 'in') {
    const property = propertyOf(parsing, operator, name);
    const wanted = literals(parsing);
    return (row) => wanted.some((one) => isSame(row[property], one));
  }
  if (['ne', 'ge', 'gt', 'le', 'lt', 'has'].includes(operator ?? '')) throw notImplemented(`$filter=${parsing.text}`);
  throw invalidFilter(parsing.text);
}

function literals(parsing: Parsing): Literal[] {
  expect(parsing, '(');
  const found = [literalOf(parsing)];
  while (parsing.reader.peek() === ',') {
    parsing.reader.next();
    found.push(literalOf(parsing));
  }
  expect(parsing, ')');
  return found;
}

function propertyOf(parsing: Parsing, operator: 'eq' | 'startswith' | 'in', name: string | undefined): string {
  if (name === undefined || /^['(),]/.test(name)) throw invalidFilter(parsing.text);
  if (!parsing.filterable[name]?.includes(operator)) throw notImplemented(`$filter=${parsing.text}`);
  return name;
}

const BARE: Record<string, Literal> = { true: true, false: false, null: null };

/** Quoted text, or a bare GUID, number, true, false or null. */
function literalOf({ reader, text }: Parsing): Literal {
  const token = reader.next();
  if (token === undefined || /^[(),]$/.test(token)) throw invalidFilter(text);
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token in BARE) return BARE[token] ?? null;
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(token)) return token;
  throw invalidFilter(text);
}

/** The directory compares text without regard to case. */
function isSame(value: unknown, wanted: Literal): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') return value.toLowerCase() === wanted.toLowerCase();
  return (value ?? null) === wanted;
}

function expect(parsing: Parsing, token: string): void {
  if (parsing.reader.next() !== token) throw invalidFilter(parsing.text);
}

function invalidFilter(text: string) {
  return badRequest(`Invalid filter clause: ${text}`);
}
