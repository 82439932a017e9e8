import type { LogEntry } from './state.ts';

/** Says whether an entry is wanted. Throws FilterRefused for a text that is not a filter of provisioning logs. */
export type EntryTest = (entry: LogEntry) => boolean;

export class FilterRefused extends Error {}

type Read = (row: unknown) => unknown;
type Test = (row: Record<string, unknown>) => boolean;
type Literal = string | number | boolean | null | Date;

const TOKEN = /\s*('(?:''|[^'])*'|[(),]|\w+:(?=\s*\w+\/)|[^\s()',]+)/y;
const ROOTS = new Set([
  'id', 'activityDateTime', 'tenantId', 'jobId', 'cycleId', 'changeId', 'provisioningAction', 'durationInMilliseconds',
  'initiatedBy', 'servicePrincipal', 'sourceSystem', 'targetSystem', 'sourceIdentity', 'targetIdentity',
  'provisioningStatusInfo', 'provisioningSteps', 'modifiedProperties',
]); // prettier-ignore
/** Enumerations, which are asked for in either case. */
const ENUMERATED = new Set(['provisioningAction', 'provisioningStatusInfo/status']);

/** https://learn.microsoft.com/graph/api/provisioningobjectsummary-list#optional-query-parameters */
export function parseLogFilter(text: string): EntryTest {
  return new FilterReader(tokensOf(text)).whole();
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) throw new FilterRefused('Invalid filter clause: there is an unterminated string literal.');
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

class FilterReader {
  readonly #tokens: string[];
  /** The variable of the `any` that is being read. */
  #variable: string | undefined;
  #at = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  whole(): EntryTest {
    const test = this.#alternatives();
    if (this.#peek() !== undefined) throw syntax(this.#peek());
    return test;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw syntax(undefined);
    return token;
  }

  #expect(wanted: string): void {
    const token = this.#take();
    if (token !== wanted) throw syntax(token);
  }

  #alternatives(): Test {
    const tests = [this.#conjunction()];
    while (this.#peek() === 'or') {
      this.#at += 1;
      tests.push(this.#conjunction());
    }
    return (row) => tests.some((test) => test(row));
  }

  #conjunction(): Test {
    const tests = [this.#term()];
    while (this.#peek() === 'and') {
      this.#at += 1;
      tests.push(this.#term());
    }
    return (row) => tests.every((test) => test(row));
  }

  #term(): Test {
    const token = this.#take();
    if (token === '(') return this.#closed(this.#alternatives());
    if (token === 'not') {
      const test = this.#term();
      return (row) => !test(row);
    }
    if (token === 'contains' || token === 'startswith') return this.#textFunction(token);
    if (token.endsWith('/any')) return this.#any(token.slice(0, -'/any'.length));
    return this.#comparison(token);
  }

  #closed(test: Test): Test {
    this.#expect(')');
    return test;
  }

  #textFunction(name: 'contains' | 'startswith'): Test {
    this.#expect('(');
    const read = this.#property(this.#take());
    this.#expect(',');
    const wanted = String(literalOf(this.#take()));
    this.#expect(')');
    return (row) => {
      const value = String(read(row) ?? '');
      return name === 'contains' ? value.includes(wanted) : value.startsWith(wanted);
    };
  }

  #any(path: string): Test {
    if (this.#variable) throw new FilterRefused('Invalid filter clause: any inside any is not supported.');
    const read = this.#property(path);
    this.#expect('(');
    const variable = this.#take();
    if (!/^\w+:$/.test(variable)) throw syntax(variable);
    this.#variable = variable.slice(0, -1);
    const test = this.#closed(this.#alternatives());
    this.#variable = undefined;
    return (row) => {
      const rows = read(row);
      return Array.isArray(rows) && rows.some((one) => test(one as Record<string, unknown>));
    };
  }

  #comparison(path: string): Test {
    const read = this.#property(path);
    const compare = comparison(this.#take());
    const wanted = literalOf(this.#take());
    const isEnumerated = ENUMERATED.has(path);
    return (row) => compare(order(read(row), wanted, isEnumerated));
  }

  #property(path: string): Read {
    const [root = '', ...rest] = path.split('/');
    if (this.#variable !== undefined) {
      if (root !== this.#variable || rest.length === 0) throw unknownProperty(path);
      return at(rest);
    }
    if (!ROOTS.has(root)) throw unknownProperty(path);
    return at([root, ...rest]);
  }
}

function at(path: string[]): Read {
  return (row) =>
    path.reduce<unknown>((holder, key) => (holder as Record<string, unknown> | null | undefined)?.[key], row);
}

function literalOf(token: string): Literal {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'null') return null;
  if (token === 'true' || token === 'false') return token === 'true';
  if (/^\d{4}-\d\d-\d\d(T|$)/.test(token)) return dateOf(token);
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  throw syntax(token);
}

function dateOf(token: string): Date {
  const date = new Date(token);
  if (Number.isNaN(date.getTime())) throw syntax(token);
  return date;
}

type Comparison = (order: number | undefined) => boolean;

/** Values that cannot be ordered are unequal, and nothing else. */
function comparison(operator: string): Comparison {
  const known: Record<string, Comparison> = {
    eq: (order) => order === 0,
    ne: (order) => order !== 0,
    gt: (order) => order !== undefined && order > 0,
    ge: (order) => order !== undefined && order >= 0,
    lt: (order) => order !== undefined && order < 0,
    le: (order) => order !== undefined && order <= 0,
  };
  const found = known[operator];
  if (!found) throw syntax(operator);
  return found;
}

function order(value: unknown, wanted: Literal, isEnumerated: boolean): number | undefined {
  if (value === null || value === undefined || wanted === null) {
    return (value ?? null) === wanted ? 0 : undefined;
  }
  if (wanted instanceof Date) return sign(Date.parse(String(value)), wanted.getTime());
  if (typeof wanted === 'number') return sign(Number(value), wanted);
  const [left, right] = [String(value), String(wanted)];
  return isEnumerated ? sign(left.toLowerCase(), right.toLowerCase()) : sign(left, right);
}

function sign<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function syntax(token: string | undefined): FilterRefused {
  return new FilterRefused(
    token === undefined ? 'Invalid filter clause: it ends too early.' : `Invalid filter clause: unexpected '${token}'.`,
  );
}

function unknownProperty(path: string): FilterRefused {
  return new FilterRefused(
    `Could not find a property named '${path}' on type 'microsoft.graph.provisioningObjectSummary'.`,
  );
}
