import { argumentError } from '../errors.ts';
import { areEqual, isObject, toText, typeName } from '../values.ts';
import { array, arrayOrText, integer, text } from './expect.ts';
import { ANY_NUMBER, type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#collection-functions */
export const COLLECTIONS: FunctionGroup = {
  contains: { min: 2, max: 2, apply: ([collection, wanted]) => contains(collection, wanted) },
  empty: { min: 1, max: 1, apply: ([collection]) => isEmpty(collection) },
  first: { min: 1, max: 1, apply: ([collection]) => arrayOrText('first', collection)[0] ?? null },
  last: { min: 1, max: 1, apply: ([collection]) => arrayOrText('last', collection).at(-1) ?? null },
  length: { min: 1, max: 1, apply: ([collection]) => arrayOrText('length', collection).length },
  skip: { min: 2, max: 2, apply: ([items, count]) => array('skip', items).slice(Math.max(0, integer('skip', count))) },
  take: {
    min: 2,
    max: 2,
    apply: ([items, count]) => arrayOrText('take', items).slice(0, Math.max(0, integer('take', count))),
  },
  join: {
    min: 2,
    max: 2,
    apply: ([items, separator]) => array('join', items).map(toText).join(text('join', separator)),
  },
  reverse: { min: 1, max: 1, apply: ([items]) => array('reverse', items).toReversed() },
  union: { min: 1, max: ANY_NUMBER, apply: (collections) => union(collections) },
  intersection: { min: 1, max: ANY_NUMBER, apply: (collections) => intersection(collections) },
  createArray: { min: 0, max: ANY_NUMBER, apply: (items) => items },
  range: { min: 2, max: 2, apply: ([start, count]) => range(integer('range', start), integer('range', count)) },
};

function contains(collection: unknown, wanted: unknown): boolean {
  if (typeof collection === 'string') return collection.includes(text('contains', wanted));
  if (Array.isArray(collection)) return collection.some((item) => areEqual(item, wanted));
  if (isObject(collection)) return Object.hasOwn(collection, text('contains', wanted));
  throw argumentError(
    'contains',
    `expects its first argument 'collection' to be a dictionary (object), an array or a string. The provided value is of type '${typeName(collection)}'.`,
  );
}

function isEmpty(collection: unknown): boolean {
  if (collection === null) return true;
  if (isObject(collection)) return Object.keys(collection).length === 0;
  if (typeof collection === 'string' || Array.isArray(collection)) return collection.length === 0;
  throw argumentError(
    'empty',
    `expects its parameter to be an object, an array or a string. The provided value is of type '${typeName(collection)}'.`,
  );
}

/** Arrays merge as sets in the order of first occurrence; objects merge their top level, the last one wins. */
function union(collections: unknown[]): unknown {
  if (collections.every(isObject)) return Object.fromEntries(collections.flatMap((one) => Object.entries(one)));
  return distinct(sameKind('union', collections).flat());
}

function intersection(collections: unknown[]): unknown {
  if (collections.every(isObject)) {
    const [head = {}, ...others] = collections;
    const shared = Object.entries(head).filter(([key, value]) =>
      others.every((other) => Object.hasOwn(other, key) && areEqual(other[key], value)),
    );
    return Object.fromEntries(shared);
  }
  const [head = [], ...others] = sameKind('intersection', collections);
  return distinct(head.filter((item) => others.every((other) => other.some((one) => areEqual(one, item)))));
}

function sameKind(name: string, collections: unknown[]): unknown[][] {
  if (collections.every((one) => Array.isArray(one))) return collections;
  throw argumentError(
    name,
    `expects parameters that are either all arrays or all objects. The provided values are of types '${collections.map(typeName).join(', ')}'.`,
  );
}

function distinct(items: unknown[]): unknown[] {
  return items.filter((item, index) => items.findIndex((other) => areEqual(item, other)) === index);
}

const LONGEST_RANGE = 100_000;
function range(start: number, count: number): number[] {
  if (count < 0 || count > LONGEST_RANGE)
    throw argumentError('range', `expects a count between 0 and ${LONGEST_RANGE}.`);
  return Array.from({ length: count }, (_, index) => start + index);
}
