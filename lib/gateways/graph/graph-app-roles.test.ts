import { expect, test } from 'vitest';
import { openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;

/** A vendor with a principal to grant roles to. */
async function vendor() {
  cloud.turn({ replicationDelayMs: 0 });
  const isv = emulator.seedTenant();
  const { directory } = cloud.as(isv.personas.admin);
  const { servicePrincipalId } = await directory.createApplication('Holder');
  return { isv, directory, principalId: servicePrincipalId };
}

test('a role that is granted twice is one assignment', async () => {
  const { isv, directory, principalId } = await vendor();
  const first = await directory.grantGraphRole(principalId, 'User.ReadWrite.All');
  expect(await directory.grantGraphRole(principalId, 'User.ReadWrite.All')).toEqual(first);
  expect(await directory.graphRolesOf(principalId)).toEqual([{ ...first, role: 'User.ReadWrite.All' }]);
  expect(cloud.asked(isv, 'POST', /appRoleAssignments$/)).toBe(1);
});

test('a grant that another tab was quicker with is found', async () => {
  const { directory, principalId } = await vendor();
  const grants = [1, 2, 3].map(() => directory.grantGraphRole(principalId, 'Group.ReadWrite.All'));
  const ids = (await Promise.all(grants)).map(({ assignmentId }) => assignmentId);
  expect(new Set(ids).size).toBe(1);
});

test('a grant whose answer was lost is found, and not made again', async () => {
  const { isv, directory, principalId } = await vendor();
  cloud.plant(isv, { service: 'graph', method: 'POST', path: 'appRoleAssignments', status: 503, afterwards: true });
  const { assignmentId } = await directory.grantGraphRole(principalId, 'AuditLog.Read.All');
  expect(await directory.graphRolesOf(principalId)).toEqual([{ assignmentId, role: 'AuditLog.Read.All' }]);
});

test('every role is listed, on however many pages, and a revoked one is gone for good', async () => {
  const { directory, principalId } = await vendor();
  const roles = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'AuditLog.Read.All', 'Application.Read.All'];
  for (const role of roles) await directory.grantGraphRole(principalId, role);
  const held = await directory.graphRolesOf(principalId);
  expect(held.map(({ role }) => role).toSorted()).toEqual(roles.toSorted());
  const { assignmentId = '' } = held.find(({ role }) => role === 'AuditLog.Read.All') ?? {};
  await directory.revokeGraphRole(principalId, assignmentId);
  await directory.revokeGraphRole(principalId, assignmentId);
  expect((await directory.graphRolesOf(principalId)).map(({ role }) => role)).not.toContain('AuditLog.Read.All');
});

test('a role that Graph does not offer is refused by name', async () => {
  const { directory, principalId } = await vendor();
  const granting = directory.grantGraphRole(principalId, 'Everything.ReadWrite.All');
  await expect(granting).rejects.toMatchObject({
    code: 'upstream-rejected',
    details: { role: 'Everything.ReadWrite.All' },
  });
});

test('an application administrator cannot grant a role of Graph', async () => {
  const { isv, principalId } = await vendor();
  const { directory } = cloud.as(isv.personas.noGraphGrants);
  const granting = directory.grantGraphRole(principalId, 'User.ReadWrite.All');
  await expect(granting).rejects.toMatchObject({ code: 'upstream-forbidden' });
  expect(await directory.graphRolesOf(principalId)).toEqual([]);
});

test('a principal that is not there yet is not found', async () => {
  const { directory } = await vendor();
  const granting = directory.grantGraphRole(crypto.randomUUID(), 'User.ReadWrite.All');
  await expect(granting).rejects.toMatchObject({ code: 'upstream-not-found' });
});
