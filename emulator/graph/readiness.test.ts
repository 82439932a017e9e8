import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { DIRECTORY_ROLES } from '../directory/state.ts';
import { APP_ADMIN, bodyOf, errorOf, GLOBAL_ADMIN, MEMBER, startGraph, TENANT, valueOf } from './graph.fixture.ts';

const MY_ROLES = '/me/transitiveMemberOf/microsoft.graph.directoryRole';
const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } };

test('me is the person of the token; an application has none', async () => {
  const { call } = startGraph();
  const me = await call('GET', '/me?$select=id,displayName', { objectId: MEMBER, permissions: ['User.Read'] });
  const context = 'https://graph.test/v1.0/$metadata#users(id,displayName)/$entity';
  expect(await bodyOf(me)).toEqual({ '@odata.context': context, id: MEMBER, displayName: 'member' });
  expect((await call('GET', '/me', { kind: 'app' })).status).toBe(400);
});

test('organization shows three properties with User.Read, all of them with more', async () => {
  const { call } = startGraph();
  const [basic] = await valueOf(await call('GET', '/organization', { permissions: ['User.Read'] }));
  const [full] = await valueOf(await call('GET', '/organization', { permissions: ['Organization.Read.All'] }));
  expect(basic).toMatchObject({ id: TENANT, displayName: 'contoso.example', assignedPlans: null });
  expect(full).toMatchObject({
    assignedPlans: [{ service: 'AAD_PREMIUM' }],
    verifiedDomains: [{ name: 'contoso.example' }],
  });
});

test('domains and licences need their permission', async () => {
  const { call } = startGraph();
  const refused = await call('GET', '/domains', { permissions: ['User.Read'] });
  expect(await errorOf(refused)).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
  const domains = await valueOf(await call('GET', '/domains'));
  expect(domains.map(({ id, isVerified }) => [id, isVerified])).toEqual([['contoso.example', true], ['new.contoso.example', false]]); // prettier-ignore
  const skus = await valueOf(await call('GET', '/subscribedSkus', { permissions: ['LicenseAssignment.Read.All'] }));
  expect(skus).toMatchObject([{ skuPartNumber: 'AAD_PREMIUM', servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }] }]);
});

test('my directory roles need the advanced-query pair', async () => {
  const { call } = startGraph();
  for (const asked of [call('GET', MY_ROLES, EVENTUAL), call('GET', `${MY_ROLES}?$count=true`)]) {
    expect(await errorOf(await asked)).toMatchObject({ status: 400, code: 'Request_UnsupportedQuery' });
  }
  const roles = await bodyOf(await call('GET', `${MY_ROLES}?$count=true`, { ...EVENTUAL, objectId: APP_ADMIN }));
  expect(roles).toMatchObject({
    '@odata.count': 1,
    value: [{ displayName: 'Application Administrator', roleTemplateId: DIRECTORY_ROLES.applicationAdministrator }],
  });
});

test('with User.Read alone a role shows that it is there and not which', async () => {
  const { call } = startGraph();
  const roles = await call('GET', `${MY_ROLES}?$count=true`, { ...EVENTUAL, permissions: ['User.Read'] });
  expect(await valueOf(roles)).toMatchObject([
    { '@odata.type': '#microsoft.graph.directoryRole', roleTemplateId: null },
  ]);
});

test('roles come through groups too, and eligible ones are not active', async () => {
  const { call, directory } = startGraph();
  const [groupId, outerId] = [randomUUID(), randomUUID()];
  const times = { createdAt: '2026-01-01T00:00:00Z', visibleAt: '2026-01-01T00:00:00Z' };
  directory.groups.insert({
    id: groupId,
    tenantId: TENANT,
    ...times,
    displayName: 'a',
    memberIds: [MEMBER],
    properties: {},
  });
  directory.groups.insert({
    id: outerId,
    tenantId: TENANT,
    ...times,
    displayName: 'b',
    memberIds: [groupId],
    properties: {},
  });
  const give = (principalId: string, roleTemplateId: string, eligibleOnly: boolean) =>
    directory.roleAssignments.insert({ id: randomUUID(), tenantId: TENANT, principalId, roleTemplateId, eligibleOnly });
  give(outerId, DIRECTORY_ROLES.cloudApplicationAdministrator, false);
  give(MEMBER, DIRECTORY_ROLES.globalAdministrator, true);
  const roles = await valueOf(await call('GET', `${MY_ROLES}?$count=true`, { ...EVENTUAL, objectId: MEMBER }));
  expect(roles.map(({ roleTemplateId }) => roleTemplateId)).toEqual([DIRECTORY_ROLES.cloudApplicationAdministrator]);
});

test('role assignments of a principal, with their definitions when expanded', async () => {
  const { call } = startGraph();
  const path = `/roleManagement/directory/roleAssignments?$filter=principalId eq '${GLOBAL_ADMIN}'`;
  expect(await valueOf(await call('GET', `${path}&$expand=roleDefinition`))).toMatchObject([
    { principalId: GLOBAL_ADMIN, directoryScopeId: '/', roleDefinition: { displayName: 'Global Administrator' } },
  ]);
  expect((await call('GET', `${path}&$expand=principal`)).status).toBe(501);
});

test('eligible roles need a P2 licence in the tenant', async () => {
  const { call, directory } = startGraph();
  const path = "/roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')";
  expect(await errorOf(await call('GET', path))).toMatchObject({ status: 400, code: 'AadPremiumLicenseRequired' });
  const servicePlans = [{ id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', name: 'AAD_PREMIUM_P2' }];
  directory.tenants.update(TENANT, {
    skus: [{ skuPartNumber: 'AAD_PREMIUM_P2', capabilityStatus: 'Warning', servicePlans }],
  });
  expect(await valueOf(await call('GET', path))).toEqual([]);
});
