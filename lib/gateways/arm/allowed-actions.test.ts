import { expect, test } from 'vitest';
import { allowedOf } from './allowed-actions.ts';

const WRITE = 'Microsoft.Logic/workflows/write';
const ASSIGN = 'Microsoft.Authorization/roleAssignments/write';

test('an owner may do everything', () => {
  expect(allowedOf([WRITE, ASSIGN], [{ actions: ['*'] }])).toEqual(new Set([WRITE, ASSIGN]));
});

test('a contributor may write but not assign roles', () => {
  const contributor = {
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/*/Delete'],
  };
  expect(allowedOf([WRITE, ASSIGN], [contributor])).toEqual(new Set([WRITE]));
});

test('what one role withholds another may give', () => {
  const contributor = { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] };
  const administrator = { actions: ['Microsoft.Authorization/roleAssignments/*'] };
  expect(allowedOf([ASSIGN], [contributor, administrator])).toEqual(new Set([ASSIGN]));
});

test('a reader may only read, in any letter case', () => {
  const reader = { actions: ['*/read'] };
  expect(allowedOf([WRITE, 'microsoft.logic/WORKFLOWS/Read'], [reader])).toEqual(
    new Set(['microsoft.logic/WORKFLOWS/Read']),
  );
});
