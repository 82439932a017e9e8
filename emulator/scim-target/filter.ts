import { invalid } from './errors.ts';
import type { Comparator, Filter, Literal } from './filter-grammar.ts';
import { locate, subAttribute, type Attribute, type Location, type ResourceType } from './schema.ts';

type Json = Record<string, unknown>;
type Find = (path: string) => Location | undefined;
export type Test = (resource: Json) => boolean;

/** A test for whole resources. Refuses attributes the schema does not have: a typing error must not match everybody. */
export function resourceTest(type: ResourceType, filter: Filter): Test {
  return compile(filter, (path) => locate(type, path));
}

/** A test for the elements of one multi-valued attribute, as in `emails[type eq "work"]`. */
export function elementTest(attribute: Attribute, filter: Filter): Test {
  return compile(filter, (path) => {
    const sub = subAttribute(attribute, path);
    return sub && { attribute: sub };
  });
}

/** Every value at `location`, an empty list when there is none. */
export function valuesAt(resource: Json, { extension, attribute, sub }: Location): unknown[] {
  const holder = (extension ? resource[extension] : resource) as Json | undefined;
  const values = [holder?.[attribute.name]].flat();
  const inner = sub ? values.map((value) => (value as Json | undefined)?.[sub.name]) : values;
  return inner.filter((value) => value !== undefined && value !== null);
}

function compile(filter: Filter, find: Find): Test {
  switch (filter.op) {
    case 'and':
    case 'or':
      return combine(filter.op, compile(filter.left, find), compile(filter.right, find));
    case 'not': {
      const inner = compile(filter.filter, find);
      return (resource) => !inner(resource);
    }
    case 'present': {
      const location = known(find, filter.path);
      return (resource) => valuesAt(resource, location).length > 0;
    }
    case 'element': {
      const location = known(find, filter.path);
      const inner = elementTest(location.attribute, filter.filter);
      return (resource) => valuesAt(resource, location).some((element) => inner(element as Json));
    }
    case 'compare':
      return comparison(known(find, filter.path), filter.comparator, filter.value);
  }
}

function combine(op: 'and' | 'or', left: Test, right: Test): Test {
  return op === 'and'
    ? (resource) => left(resource) && right(resource)
    : (resource) => left(resource) || right(resource);
}

function known(find: Find, path: string): Location {
  const location = find(path);
  if (!location) throw invalid('invalidFilter', `There is no attribute ${path}.`);
  return location;
}

function comparison(location: Location, comparator: Comparator, expected: Literal): Test {
  const leaf = leafOf(location);
  const compare = (actual: unknown) => holds(comparator, comparable(leaf, actual), comparable(leaf, expected));
  if (expected === null) {
    return (resource) => (valuesAt(resource, location).length === 0) === (comparator === 'eq');
  }
  if (comparator === 'ne') {
    const equal = comparison(location, 'eq', expected);
    return (resource) => !equal(resource);
  }
  return (resource) => valuesAt(resource, location).map(simpleValue).some(compare);
}

/** `manager eq "x"` and `members eq "x"` speak of the value sub-attribute. */
function leafOf({ attribute, sub }: Location): Attribute {
  return sub ?? subAttribute(attribute, 'value') ?? attribute;
}

function simpleValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as Json).value : value;
}

function comparable(leaf: Attribute, value: unknown): string | number | boolean | undefined {
  if (leaf.type === 'dateTime') return Date.parse(String(value));
  if (leaf.type === 'boolean') return String(value).toLowerCase() === 'true';
  if (typeof value === 'string') return leaf.config.caseExact ? value : value.toLowerCase();
  return value as number | boolean | undefined;
}

type Simple = string | number | boolean | undefined;
const HOLDS: Record<Comparator, (actual: Simple, expected: Simple) => boolean> = {
  eq: (actual, expected) => actual === expected,
  ne: (actual, expected) => actual !== expected,
  co: (actual, expected) => String(actual).includes(String(expected)),
  sw: (actual, expected) => String(actual).startsWith(String(expected)),
  ew: (actual, expected) => String(actual).endsWith(String(expected)),
  gt: (actual, expected) => actual! > expected!,
  ge: (actual, expected) => actual! >= expected!,
  lt: (actual, expected) => actual! < expected!,
  le: (actual, expected) => actual! <= expected!,
};

function holds(comparator: Comparator, actual: Simple, expected: Simple): boolean {
  return actual !== undefined && HOLDS[comparator](actual, expected);
}
