import { expect, test } from 'vitest';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import type { GrantRecord } from '../record/ports.ts';
import { permissionLedger } from './permission-ledger.ts';

const logicApp = { name: 'validation', identityPrincipalId: 'identity', portalMayRead: true };
const at = new Date('2026-11-20T10:00:00Z');
const grant = (changes: Partial<GrantRecord>): GrantRecord => ({
  permission: 'graph-app-role/User.ReadWrite.All',
  principalId: 'identity',
  assignmentId: 'a',
  grantedAt: at,
  ...changes,
});
const stateOf = (id: string, given: Parameters<typeof permissionLedger>[1]) =>
  permissionLedger(OWN_CONSUMPTION, given).find((one) => one.id === id)?.state;

test('lists exactly the roles of the descriptor and Reader, each with its reason', () => {
  const ledger = permissionLedger(OWN_CONSUMPTION, { grants: [] });
  expect(ledger.map(({ role }) => role)).toEqual([...OWN_CONSUMPTION.graphRoles.map(({ value }) => value), 'Reader']);
  expect(ledger.every(({ reason, neededBy, state }) => reason && neededBy.length > 0 && state === 'not-granted')).toBe(
    true,
  );
});

test('follows a role from granted over read back to revoked', () => {
  const id = 'graph-app-role/User.ReadWrite.All';
  expect(stateOf(id, { logicApp, grants: [grant({})] })).toBe('granted');
  expect(stateOf(id, { logicApp, grants: [grant({ readBackAt: at })] })).toBe('read-back');
  expect(stateOf(id, { logicApp, grants: [grant({ readBackAt: at, revokedAt: at })] })).toBe('revoked');
});

test('a grant to the identity of an earlier deployment does not count', () => {
  const grants = [grant({ principalId: 'earlier', readBackAt: at })];
  expect(stateOf('graph-app-role/User.ReadWrite.All', { logicApp, grants })).toBe('not-granted');
});

test('Reader that the person refused says so, unless it is still held', () => {
  const refused = { ...logicApp, portalMayRead: false };
  expect(stateOf('azure-role/Reader', { logicApp: refused, grants: [] })).toBe('refused-by-you');
  const held = [grant({ permission: 'azure-role/Reader', readBackAt: at })];
  expect(stateOf('azure-role/Reader', { logicApp: refused, grants: held })).toBe('read-back');
});
