import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateWith } from '../../testing/evaluate-with.ts';

test.each<[string, unknown]>([
  ["if(equals(1, 1), 'y', first(null))", 'y'],
  ['and(false, null)', false],
  ['or(true, null)', true],
  ["coalesce('a', first(null))", 'a'],
  ['coalesce(null)', null],
  ["equals('False', false)", false],
  ["equals('a', 'A')", false],
  ['equals(json(\'{"a":1,"b":[2]}\'), json(\'{"b":[2],"a":1.0}\'))', true],
  ['equals(null, null)', true],
  ["equals(null, '')", false],
  ["less('a', 'b')", true],
  ['greaterOrEquals(2, 2)', true],
  ["first(json('[]'))", null],
  ["first('')", null],
  ['last(createArray(1, 2))', 2],
  ['empty(null)', true],
  ["length('abc')", 3],
  ["contains(createArray('a', null), null)", true],
  ["contains('abc', 'B')", false],
  ["union(createArray(1, 2), createArray(2, 3), createArray('2'))", [1, 2, 3, '2']],
  ['union(json(\'{"a":{"x":1},"b":1}\'), json(\'{"a":{"y":2}}\'))', { a: { y: 2 }, b: 1 }],
  ['intersection(createArray(1, 2, 3), createArray(3, 2))', [2, 3]],
  ['string(null)', ''],
  ['string(true)', 'True'],
  ["concat('a', null, 1, true)", 'a1True'],
  ["json('null')", null],
  ["replace('a.b.c', '.', '$&')", 'a$&b$&c'],
  ["split('a@b', '@')", ['a', 'b']],
  ["substring('hello', 1, 3)", 'ell'],
  ["startsWith('Hello', 'he')", true],
  ["lastIndexOf('a/b/c', '/')", 3],
  ['div(7, 2)', 3],
  ['mod(add(1, 1), 2)', 0],
  ["int('10')", 10],
  ["encodeUriComponent('a b(é)''')", 'a%20b%28%C3%A9%29%27'],
  ['range(1, 3)', [1, 2, 3]],
  ['take(skip(createArray(1,2,3), 1), 1)', [2]],
  ["join(createArray('a', 1), '-')", 'a-1'],
  ["setProperty(json('{\"a\":1}'), 'a', 2)", { a: 2 }],
  ["createObject('a', null)", { a: null }],
  ['utcNow()', '2026-01-31T23:59:58.1230000Z'],
  ["utcNow('yyyy-MM-dd')", '2026-01-31'],
  ["addToTime('2026-01-31T00:00:00Z', 1, 'Month')", '2026-02-28T00:00:00.0000000Z'],
  ["addMinutes('2026-01-31T23:59:00Z', 1, 'R')", 'Sun, 01 Feb 2026 00:00:00 GMT'],
])('%s', (expression, value) => {
  expect(evaluateWith(`@${expression}`)).toEqual(value);
});

test.each([
  [
    'first(null)',
    "The template language function 'first' expects its parameter to be an array or a string. The provided value is of type 'Null'.",
  ],
  ['toLower(null)', "expects its parameter to be of type 'String'. The provided value is of type 'Null'."],
  ['and(null, true)', "expects its parameter to be of type 'Boolean'. The provided value is of type 'Null'."],
  ['greater(null, 0)', "values of type 'Null' and 'Integer' that do not match"],
  ['length(1)', "The provided value is of type 'Integer'"],
  ["contains(null, 'a')", "expects its first argument 'collection' to be a dictionary (object), an array or a string"],
  ["substring('ab', 1, 5)", 'out of range'],
  ["json('{')", 'cannot be parsed'],
  ["union(createArray(1), json('{}'))", "'Array, Object'"],
  ['div(1, 0)', 'zero'],
  ["utcNow('K')", "does not support the format 'K'"],
  ['item()', 'outside of a loop'],
])('%s has no value', (expression, message) => {
  expect(() => evaluateWith(`@${expression}`)).toThrow(message);
});

test('null equals an empty string only when the knob says so', () => {
  expect(evaluateWith("@equals(null, '')", { nullEqualsEmpty: true })).toBe(true);
  expect(evaluateWith("@less(null, 'a')", { nullEqualsEmpty: true })).toBe(true);
  expect(evaluateWith('@equals(null, 0)', { nullEqualsEmpty: true })).toBe(false);
});

test('rand never reaches its upper bound', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5 }), (low, span) => {
      const value = evaluateWith(`@rand(${low}, ${low + span})`) as number;
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThan(low + span);
    }),
  );
});

test('union of arrays has every value once, in the order of first occurrence', () => {
  const items = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('0', '1', null)));
  fc.assert(
    fc.property(items, items, (left, right) => {
      const united = evaluateWith("@union(variables('left'), variables('right'))", { variables: { left, right } });
      expect(united).toEqual([...new Set([...left, ...right])]);
    }),
  );
});

test('setProperty leaves the object it was given as it was, and takes any name as data', () => {
  const given = { a: 1 };
  const set = evaluateWith("@setProperty(variables('o'), '__proto__', 'x')", { variables: { o: given } }) as object;
  expect(Object.getOwnPropertyDescriptor(set, '__proto__')?.value).toBe('x');
  expect(given).toEqual({ a: 1 });
});
