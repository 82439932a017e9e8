import { notImplemented } from './errors.ts';

const CLAUSE = /^(\w+)\s+(eq|ge|gt|le|lt)\s+(?:'((?:[^']|'')*)'|(\S+))$/i;
type Fields = Record<string, string | undefined>;

/** Reads `name op value` clauses joined by `and` over the named fields; anything else is refused loudly. */
export function parseFilter(filter: string | undefined, names: readonly string[]): (fields: Fields) => boolean {
  if (!filter) return () => true;
  const tests = filter.split(/\s+and\s+/i).map((clause) => parseClause(clause.trim(), names));
  return (fields) => tests.every((test) => test(fields));
}

function parseClause(clause: string, names: readonly string[]): (fields: Fields) => boolean {
  const [, field, operator, quoted, bare] = CLAUSE.exec(clause) ?? [];
  const name = names.find((one) => one.toLowerCase() === field?.toLowerCase());
  const literal = quoted?.replaceAll("''", "'") ?? bare;
  if (!name || !operator || literal === undefined) throw notImplemented(`$filter=${clause}`);
  const isTime = name.toLowerCase().endsWith('time');
  if (!isTime && operator.toLowerCase() !== 'eq') throw notImplemented(`$filter=${clause}`);
  return (fields) => compare({ operator: operator.toLowerCase(), isTime, actual: fields[name], literal });
}

function compare({
  operator,
  isTime,
  actual,
  literal,
}: {
  operator: string;
  isTime: boolean;
  actual?: string;
  literal: string;
}): boolean {
  if (actual === undefined) return false;
  if (!isTime) return actual.toLowerCase() === literal.toLowerCase();
  const difference = Date.parse(actual) - Date.parse(literal);
  const holds = {
    eq: difference === 0,
    ge: difference >= 0,
    gt: difference > 0,
    le: difference <= 0,
    lt: difference < 0,
  };
  return holds[operator as keyof typeof holds];
}
