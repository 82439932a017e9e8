import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permits, roleById, type Permission } from './role-catalog.ts';
import { ROLES } from './arm.fixture.ts';

const of = (id: string): Permission[] => roleById(id)?.permissions ?? [];
const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);

test('Owner may do anything, Contributor anything but write or delete access', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom('read', 'write', 'delete', 'run/action'), (type, name, verb) => {
      const action = `Microsoft.${type}/${name}/${verb}`;
      expect(permits(of(ROLES.owner), action)).toBe(true);
      expect(permits(of(ROLES.contributor), action)).toBe(
        !(/^authorization$/i.test(type) && /^(write|delete)$/.test(verb)),
      );
    }),
  );
});

test('Reader may do exactly what ends in read, in any case', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom('read', 'READ', 'write', 'action'), (type, name, verb) => {
      expect(permits(of(ROLES.reader), `Microsoft.${type}/${name}/${verb}`)).toBe(verb.toLowerCase() === 'read');
    }),
  );
});

test('an exclusion counts only against its own entry', () => {
  const none = { notActions: [], dataActions: [], notDataActions: [] };
  const entries = [
    { ...none, actions: ['*'], notActions: ['Microsoft.Logic/*'] },
    { ...none, actions: ['Microsoft.Logic/workflows/read'] },
  ];
  expect(permits(entries, 'Microsoft.Logic/workflows/read')).toBe(true);
  expect(permits(entries, 'Microsoft.Logic/workflows/write')).toBe(false);
});

test('a dot in a pattern is a dot', () => {
  const entry = { actions: ['Microsoft.Logic/*'], notActions: [], dataActions: [], notDataActions: [] };
  expect(permits([entry], 'MicrosoftXLogic/workflows/read')).toBe(false);
});

test('Logic App Operator reads, enables and disables, and neither runs nor writes', () => {
  const operator = of(ROLES.logicAppOperator);
  expect(permits(operator, 'Microsoft.Logic/workflows/enable/action')).toBe(true);
  expect(permits(operator, 'Microsoft.Logic/workflows/runs/actions/read')).toBe(true);
  expect(permits(operator, 'Microsoft.Logic/workflows/triggers/run/action')).toBe(false);
  expect(permits(operator, 'Microsoft.Logic/workflows/write')).toBe(false);
});
