import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPath, isWithin, keyOf, scopeOf } from './paths.ts';

const CANONICAL = '/subscriptions/S1/resourceGroups/Rg/providers/Microsoft.Logic/workflows/Runs/triggers/run/run';

test('brings doubled slashes and any case of keywords to one spelling, and leaves names alone', () => {
  const written =
    'https://localhost:1//subscriptions/S1/RESOURCEGROUPS/Rg/Providers/microsoft.logic/Workflows/Runs/triggers/run/RUN?x=1';
  expect(canonicalPath(written)).toBe(CANONICAL);
});

test('a path that is canonical stays as it is', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(name, name, (group, workflow) => {
      const path = `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Logic/workflows/${workflow}/runs`;
      expect(canonicalPath(`https://arm.test${path}?api-version=1`)).toBe(path);
    }),
  );
});

test.each([
  [CANONICAL, '/subscriptions/S1/resourceGroups/Rg/providers/Microsoft.Logic/workflows/Runs/triggers/run'],
  ['/subscriptions/S1/resourceGroups', '/subscriptions/S1'],
  ['/subscriptions/S1/resourceGroups/a%20b', '/subscriptions/S1/resourceGroups/a b'],
])('the scope of %s leaves out a collection or action at its end', (path, scope) => {
  expect(scopeOf(path)).toBe(scope);
});

test('a scope lies within itself and its ancestors, and not within a sibling whose name it begins with', () => {
  expect(isWithin('/subscriptions/S/resourceGroups/rg', '/subscriptions/s')).toBe(true);
  expect(isWithin('/subscriptions/s', '/subscriptions/S')).toBe(true);
  expect(isWithin('/subscriptions/s/resourceGroups/rg2', '/subscriptions/s/resourceGroups/rg')).toBe(false);
  expect(isWithin('/subscriptions/s', '/')).toBe(true);
});

test('keys ignore case and stray slashes', () => {
  expect(keyOf('//Subscriptions/S/')).toBe('/subscriptions/s');
});
