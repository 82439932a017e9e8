import { expect, test, vi } from 'vitest';
import { DIRECTORY_ROLES } from '#emulator/directory/state.ts';
import { AppError } from '#lib/platform/errors.ts';
import { openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;
const P2_PLAN = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';

function vendor(options?: Parameters<typeof emulator.seedTenant>[0]) {
  const isv = emulator.seedTenant(options);
  return { isv, personas: isv.personas, directory: cloud.as(isv.personas.admin).directory };
}

test('names the organisation and its verified domains', async () => {
  const { isv, directory } = vendor();
  emulator.directory.tenants.get(isv.tenantId)?.domains.push({
    name: 'pending.example',
    isDefault: false,
    isInitial: false,
    isVerified: false,
  });
  expect(await directory.organization()).toEqual({ tenantId: isv.tenantId, name: isv.displayName });
  expect(await directory.verifiedDomains()).toEqual([
    { name: isv.domain, isDefault: true },
    { name: isv.initialDomain, isDefault: false },
  ]);
});

test.each([
  ['P1', '41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'Enabled', 'P1'],
  ['P2', P2_PLAN, 'Warning', 'P2'],
  ['a suspended P2', P2_PLAN, 'Suspended', 'none'],
])('a tenant with %s is seen as such', async (_name, planId, capabilityStatus, licence) => {
  const { isv, directory } = vendor({ premium: false });
  const servicePlans = [{ id: planId, name: 'PLAN' }];
  emulator.directory.tenants.update(isv.tenantId, { skus: [{ skuPartNumber: 'SKU', capabilityStatus, servicePlans }] });
  expect(await directory.licence()).toBe(licence);
});

test('a tenant without any licence has none', async () => {
  expect(await vendor({ premium: false }).directory.licence()).toBe('none');
});

test('says which directory roles the person holds', async () => {
  const { personas, directory } = vendor();
  expect(await directory.activeRoles()).toEqual(['global-administrator']);
  expect(await cloud.as(personas.noGraphGrants).directory.activeRoles()).toEqual(['application-administrator']);
  expect(await cloud.as(personas.noDirectoryRole).directory.activeRoles()).toEqual([]);
});

test('says which roles the person could activate', async () => {
  const { isv, personas } = vendor();
  const { objectId: principalId } = personas.noDirectoryRole;
  const roleTemplateId = DIRECTORY_ROLES.cloudApplicationAdministrator;
  const id = crypto.randomUUID();
  emulator.directory.roleAssignments.insert({
    ...{ id, principalId, roleTemplateId },
    tenantId: isv.tenantId,
    eligibleOnly: true,
  });
  const servicePlans = [{ id: P2_PLAN, name: 'AAD_PREMIUM_P2' }];
  const sku = { skuPartNumber: 'AAD_PREMIUM_P2', capabilityStatus: 'Enabled', servicePlans };
  emulator.directory.tenants.update(isv.tenantId, { skus: [sku] });
  const { directory } = cloud.as(personas.noDirectoryRole);
  expect(await directory.eligibleRoles()).toEqual(['cloud-application-administrator']);
  expect(await directory.activeRoles()).toEqual([]);
});

test('eligible roles are unknown where the tenant cannot tell', async () => {
  expect(await vendor().directory.eligibleRoles()).toBe('unknown');
});

test('roles that cannot be read for want of consent are not called unknown', async () => {
  const { personas } = vendor();
  const refused = new AppError('consent-required', 'Not agreed to.', {});
  const { directory } = cloud.as(personas.admin, { tokenFor: () => Promise.reject(refused) });
  await expect(directory.eligibleRoles()).rejects.toBe(refused);
});

test('finds a colleague by name and nobody else', async () => {
  const { isv, personas, directory } = vendor();
  const { objectId, displayName, userPrincipalName } = personas.noAzure;
  const found = { tenantId: isv.tenantId, objectId, name: displayName, username: userPrincipalName };
  expect(await directory.findPerson(userPrincipalName)).toEqual(found);
  expect(await directory.findPerson(emulator.SEED.contoso.personas.admin.userPrincipalName)).toBeUndefined();
  expect(await directory.findPerson('guest#EXT#/../../me')).toBeUndefined();
});

test('an application is made, seen once it is replicated, and read back', async () => {
  const { directory } = vendor();
  cloud.turn({ replicationDelayMs: 60_000 });
  const made = await directory.createApplication('Payroll');
  expect(await directory.readApplication(made.servicePrincipalId)).toBeUndefined();
  expect(await directory.isPrincipalVisible(made.servicePrincipalId)).toBe(false);
  await vi.waitFor(async () => expect(await directory.readApplication(made.servicePrincipalId)).toEqual(made));
  expect(await directory.isPrincipalVisible(made.servicePrincipalId)).toBe(true);
  expect(await directory.servicePrincipalOf(made.directoryAppId)).toBe(made.servicePrincipalId);
  expect(await directory.servicePrincipalOf(crypto.randomUUID())).toBeUndefined();
});

test('finds applications by their exact name, quotes and all', async () => {
  const { directory } = vendor();
  cloud.turn({ replicationDelayMs: 0 });
  const { servicePrincipalId, directoryAppId } = await directory.createApplication("Ann's Payroll & more");
  await directory.createApplication('Payroll');
  const name = "Ann's Payroll & more";
  const createdAt = expect.stringMatching(/^20\d\d-.*Z$/);
  expect(await directory.findApplications(name)).toEqual([{ servicePrincipalId, directoryAppId, name, createdAt }]);
  expect(await directory.findApplications("Ann's")).toEqual([]);
});

test('lists every application of its own kind, on however many pages, newest first', async () => {
  const { directory } = vendor();
  cloud.turn({ replicationDelayMs: 0 });
  for (const number of [1, 2, 3, 4, 5]) await directory.createApplication(`App ${number}`);
  const found = await directory.findApplications();
  expect(found.map(({ name }) => name).toSorted()).toEqual(['App 1', 'App 2', 'App 3', 'App 4', 'App 5']);
  const dates = found.map(({ createdAt }) => createdAt);
  expect(dates).toEqual(dates.toSorted().reverse());
});

test("another application of Microsoft's or the tenant's is no candidate", async () => {
  expect(await vendor().directory.findApplications('Microsoft Graph')).toEqual([]);
});

test('someone without the directory role cannot make an application', async () => {
  const { directory } = cloud.as(vendor().personas.noDirectoryRole);
  await expect(directory.createApplication('Payroll')).rejects.toMatchObject({ code: 'upstream-forbidden' });
  expect(await directory.findApplications()).toEqual([]);
});
