import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter } from './odata-filter.ts';

const FILTERABLE = { name: ['eq', 'startswith', 'in'], kind: ['eq'], on: ['eq'] } as const;
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

test('eq finds exactly the rows with that text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, other) => {
      const matches = parseFilter(`name eq ${quoted(name)}`, FILTERABLE);
      expect(matches({ name })).toBe(true);
      expect(matches({ name: other })).toBe(other.toLowerCase() === name.toLowerCase());
    }),
  );
});

test('startswith finds every text by every beginning of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (start, rest) => {
      expect(parseFilter(`startswith(name, ${quoted(start)})`, FILTERABLE)({ name: start + rest })).toBe(true);
    }),
  );
});

test('and binds closer than or; parentheses change that', () => {
  const text = "name eq 'a' or name eq 'b' and kind eq 'x'";
  expect(parseFilter(text, FILTERABLE)({ name: 'a', kind: 'y' })).toBe(true);
  const grouped = "(name eq 'a' or name eq 'b') and kind eq 'x'";
  expect(parseFilter(grouped, FILTERABLE)({ name: 'a', kind: 'y' })).toBe(false);
});

test('reads lists, flags and null', () => {
  expect(parseFilter("name in ('a', 'b')", FILTERABLE)({ name: 'B' })).toBe(true);
  expect(parseFilter('on eq true', FILTERABLE)({ on: 'true' })).toBe(false);
  expect(parseFilter('name eq null', FILTERABLE)({})).toBe(true);
});

test.each([
  "kind in ('a')",
  "other eq 'a'",
  "not name eq 'a'",
  "name ne 'a'",
  "tags/any(t:t eq 'a')",
  "contains(name,'a')",
])('does not guess at %s', (text) =>
  expect(() => parseFilter(text, FILTERABLE)).toThrow(expect.objectContaining({ status: 501 })),
);

test.each([
  '',
  'name',
  'name eq',
  "name eq 'a",
  "name eq 'a' and",
  "name eq 'a' 'b'",
  "name is 'a'",
  "(name eq 'a'",
  'name eq a',
])('refuses %j', (text) =>
  expect(() => parseFilter(text, FILTERABLE)).toThrow(expect.objectContaining({ status: 400 })),
);
