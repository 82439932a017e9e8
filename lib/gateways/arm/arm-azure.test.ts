import { expect, test, vi } from 'vitest';
import { openCloud } from '../emulator.fixture.ts';
import { vendorWithGroup, vendorWithWorkflow } from './workflow.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;
const WRITE = 'Microsoft.Logic/workflows/write';
const ASSIGN = 'Microsoft.Authorization/roleAssignments/write';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** A vendor with a workflow, and the portal's own service principal in its directory. */
async function vendorWithPrincipal() {
  const vendor = await vendorWithWorkflow(cloud);
  const { servicePrincipalId } = await vendor.directory.createApplication('Stand-in of the portal');
  return { ...vendor, principalId: servicePrincipalId };
}

function assign(scope: string, principalId: string): string {
  const name = crypto.randomUUID();
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`.toLowerCase();
  const who = { principalId, principalType: 'ServicePrincipal' as const, createdBy: principalId };
  const createdAt = new Date().toISOString();
  emulator.arm.state.roleAssignments.insert({ id, name, scope, roleId: READER, ...who, createdAt });
  return id;
}

test('lists the subscriptions that the person can see', async () => {
  const { personas, subscription } = emulator.seedTenant();
  const seen = { subscriptionId: subscription.id, name: subscription.displayName, state: 'Enabled' };
  expect(await cloud.as(personas.admin).azure.subscriptions()).toEqual([seen]);
  expect(await cloud.as(personas.noAzure).azure.subscriptions()).toEqual([]);
});

test('says what the person may do at a scope', async () => {
  const { isv, azure, group } = await vendorWithGroup(cloud);
  const at = `/subscriptions/${isv.subscription.id}`;
  expect(await azure.allowedActions(at, [WRITE, ASSIGN])).toEqual(new Set([WRITE, ASSIGN]));
  expect(await azure.allowedActions(group, [WRITE])).toEqual(new Set([WRITE]));
  expect(await cloud.as(isv.personas.noAzure).azure.allowedActions(at, [WRITE])).toEqual(new Set());
});

test('a resource group is made once, and one that exists is left as it is', async () => {
  const { azure, subscriptionId } = await vendorWithGroup(cloud);
  await azure.ensureResourceGroup(subscriptionId, 'validation', 'northeurope');
  for (const name of ['a', 'b', 'c', 'd']) await azure.ensureResourceGroup(subscriptionId, name, 'northeurope');
  const groups = await azure.resourceGroups(subscriptionId);
  expect(groups).toContainEqual({ name: 'validation', location: 'westeurope' });
  expect(groups.map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c', 'd', 'validation']);
});

test('lists regions by title, whole and in order', async () => {
  const { azure, subscriptionId } = await vendorWithGroup(cloud);
  const regions = await azure.regions(subscriptionId);
  expect(regions).toContainEqual({ name: 'westeurope', title: 'West Europe' });
  expect(regions.length).toBeGreaterThan(emulator.core.knobs.pageSize);
  const titles = regions.map(({ title }) => title);
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b)));
});

test('a provider is registered once and becomes ready', async () => {
  const { personas, subscription, tenantId } = emulator.seedTenant();
  const { azure } = cloud.as(personas.admin);
  emulator.arm.state.registrations.removeWhere(({ id }) => id.startsWith(subscription.id));
  cloud.turn({ armOperationMs: 120_000 });
  const ensure = () => azure.ensureProvider(subscription.id, 'Microsoft.Logic');
  expect(await ensure()).toBe('registering');
  expect(await ensure()).toBe('registering');
  await vi.waitFor(async () => expect(await ensure()).toBe('ready'));
  expect(cloud.asked({ tenantId }, 'POST', /register$/)).toBe(1);
});

test('says whether a provider is registered, to whom may read it', async () => {
  const { personas, subscription } = emulator.seedTenant();
  const stateFor = (person: typeof personas.admin) =>
    cloud.as(person).azure.providerState(subscription.id, 'Microsoft.Logic');
  expect(await stateFor(personas.admin)).toBe('registered');
  emulator.arm.state.registrations.removeWhere(({ id }) => id.startsWith(subscription.id));
  expect(await stateFor(personas.admin)).toBe('not-registered');
  cloud.turn({ armOperationMs: 120_000 });
  await cloud.as(personas.admin).azure.ensureProvider(subscription.id, 'Microsoft.Logic');
  expect(await stateFor(personas.admin)).toBe('registering');
  expect(await stateFor(personas.noAzure)).toBe('unknown');
});

test('Reader that is granted twice is one assignment', async () => {
  const { azure, resourceId, principalId } = await vendorWithPrincipal();
  expect(await azure.hasReader(resourceId, principalId)).toBe(false);
  const first = await azure.grantReader(resourceId, principalId);
  expect(await azure.grantReader(resourceId, principalId)).toEqual(first);
  expect(await azure.hasReader(resourceId, principalId)).toBe(true);
  const rows = emulator.arm.state.roleAssignments.find((row) => row.principalId === principalId);
  expect(rows.map(({ scope, roleId }) => [scope.toLowerCase(), roleId])).toEqual([[resourceId.toLowerCase(), READER]]);
});

test('an assignment that somebody else made is named, and not the one above it', async () => {
  const { azure, resourceId, group, principalId } = await vendorWithPrincipal();
  assign(group, principalId);
  const there = assign(resourceId, principalId);
  const { assignmentId } = await azure.grantReader(resourceId, principalId);
  expect(assignmentId.toLowerCase()).toBe(there);
});

test('a removed assignment is gone, and removing it again is no error', async () => {
  const { azure, resourceId, principalId } = await vendorWithPrincipal();
  const { assignmentId } = await azure.grantReader(resourceId, principalId);
  await azure.removeRoleAssignment(assignmentId);
  await azure.removeRoleAssignment(assignmentId);
  expect(await azure.hasReader(resourceId, principalId)).toBe(false);
});

test('Reader is granted to a principal that Azure does not know yet', async () => {
  cloud.turn({ principalDelayMs: 3_600_000 });
  const { azure, resourceId, principalId } = await vendorWithPrincipal();
  expect((await azure.grantReader(resourceId, principalId)).assignmentId).toContain('roleAssignments');
});

test('someone without rights in Azure cannot make a group, register or grant', async () => {
  const { isv, subscriptionId, resourceId } = await vendorWithWorkflow(cloud);
  const { azure } = cloud.as(isv.personas.noAzure);
  const refused = { code: 'upstream-forbidden', details: { upstreamCode: 'AuthorizationFailed' } };
  await expect(azure.ensureResourceGroup(subscriptionId, 'other', 'westeurope')).rejects.toMatchObject(refused);
  await expect(azure.grantReader(resourceId, isv.personas.admin.objectId)).rejects.toMatchObject(refused);
});
