import { expect, test } from 'vitest';
import {
  addServicePrincipal, APP_ADMIN, bodyOf, errorOf, GLOBAL_ADMIN, ISV_ONBOARDING, makeApplication, MEMBER, NON_GALLERY,
  OTHER_TENANT, startGraph, TENANT, valueOf,
} from './graph.fixture.ts'; // prettier-ignore

const INSTANTIATE = `/applicationTemplates/${NON_GALLERY}/instantiate`;

test('instantiates the non-gallery template with its two roles, tags and one app id', async () => {
  const { call } = startGraph();
  const answer = await call('POST', INSTANTIATE, { objectId: APP_ADMIN, body: { displayName: 'Payroll' } });
  expect(answer.status).toBe(201);
  const { application, servicePrincipal } = (await bodyOf(answer)) as Record<string, Record<string, unknown>>;
  expect(application).toMatchObject({
    displayName: 'Payroll',
    publisherDomain: 'contoso.example',
    signInAudience: 'AzureADMyOrg',
  });
  expect(servicePrincipal).toMatchObject({
    appId: application?.appId,
    appOwnerOrganizationId: TENANT,
    applicationTemplateId: NON_GALLERY,
    appRoleAssignmentRequired: true,
    tags: ['WindowsAzureActiveDirectoryCustomSingleSignOnApplication', 'WindowsAzureActiveDirectoryIntegratedApp'],
    appRoles: [{ displayName: 'User', allowedMemberTypes: ['User'] }, { displayName: 'msiam_access' }],
  });
  expect((await call('POST', INSTANTIATE)).status).toBe(201);
});

test('only an application administrator with the permission may instantiate', async () => {
  const { call, directory } = startGraph();
  const refused = [
    call('POST', INSTANTIATE, { objectId: MEMBER }),
    call('POST', INSTANTIATE, { permissions: ['Application.Read.All'] }),
    call('POST', INSTANTIATE, { kind: 'app', permissions: ['Application.Read.All'] }),
  ];
  for (const answer of refused) {
    expect(await errorOf(await answer)).toEqual({
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  }
  expect(directory.applications.size).toBe(0);
});

test('the ISV template is for allow-listed tenants; an unknown one is missing', async () => {
  const { call, directory } = startGraph();
  const path = `/applicationTemplates/${ISV_ONBOARDING}/instantiate`;
  expect((await call('POST', path)).status).toBe(201);
  directory.tenants.update(TENANT, { fastCycles: false });
  const refused = await errorOf(await call('POST', path));
  expect(refused).toMatchObject({ status: 403, message: expect.stringContaining('is not available') });
  expect((await call('POST', `/applicationTemplates/${TENANT}/instantiate`)).status).toBe(404);
});

test('a new application cannot be read, listed or changed until it is replicated', async () => {
  const graph = startGraph({ replicationDelayMs: 2_000 });
  const { application, servicePrincipal } = await makeApplication(graph);
  const paths = [`/applications/${application.id}`, `/servicePrincipals/${servicePrincipal.id}`];
  const filter = `/servicePrincipals?$filter=displayName eq 'Payroll'`;
  for (const path of paths) {
    expect(await errorOf(await graph.call('GET', path))).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
    });
    expect((await graph.call('PATCH', path, { body: { notes: 'x' } })).status).toBe(404);
  }
  expect(await valueOf(await graph.call('GET', filter))).toEqual([]);
  graph.pass(2_000);
  for (const path of paths) expect((await graph.call('GET', path)).status).toBe(200);
  expect(await valueOf(await graph.call('GET', filter))).toHaveLength(1);
});

test('finds by app id, by name with a quote, by template and by type', async () => {
  const graph = startGraph();
  const { application, servicePrincipal } = await makeApplication(graph, "Ann's Payroll");
  const filters = [
    `appId eq '${application.appId}'`,
    "displayName eq 'ann''s payroll'",
    `applicationTemplateId eq '${NON_GALLERY}'`,
    "servicePrincipalType eq 'Application' and startswith(displayName,'Ann')",
  ];
  for (const filter of filters) {
    const found = await valueOf(await graph.call('GET', `/servicePrincipals?$filter=${encodeURIComponent(filter)}`));
    expect(
      found.map(({ id }) => id),
      filter,
    ).toEqual([servicePrincipal.id]);
  }
  const alternate = await graph.call('GET', `/applications(appId='${application.appId}')?$select=id`);
  expect(await bodyOf(alternate)).toMatchObject({ id: application.id });
});

test('$select=appRoles gives nothing else', async () => {
  const graph = startGraph();
  const { servicePrincipal } = await makeApplication(graph);
  const answer = await graph.call('GET', `/servicePrincipals/${servicePrincipal.id}?$select=appRoles`, {
    version: 'beta',
  });
  expect(Object.keys(await bodyOf(answer))).toEqual(['@odata.context', 'appRoles']);
});

test('a change of name or roles reaches the service principal; unknown properties are refused', async () => {
  const graph = startGraph();
  const { application, servicePrincipal } = await makeApplication(graph);
  const path = `/applications/${application.id}`;
  const appRoles = [
    { id: TENANT, displayName: 'Reader', description: 'Reads', value: 'Read', allowedMemberTypes: ['User'] },
  ];
  const body = { displayName: 'Wages', appRoles, web: { redirectUris: ['https://a.example/cb'] } };
  expect((await graph.call('PATCH', path, { body })).status).toBe(204);
  const principal = await bodyOf(await graph.call('GET', `/servicePrincipals/${servicePrincipal.id}`));
  expect(principal).toMatchObject({ displayName: 'Wages', appRoles: [{ value: 'Read', isEnabled: true }] });
  expect(graph.directory.applications.get(application.id)?.redirectUris).toEqual(['https://a.example/cb']);
  expect((await graph.call('PATCH', path, { body: { colour: 'red' } })).status).toBe(400);
  expect((await graph.call('PATCH', path, { body: { displayName: 7 } })).status).toBe(400);
});

test('deleting an application deletes its service principal, and both can be restored', async () => {
  const graph = startGraph();
  const { application, servicePrincipal } = await makeApplication(graph);
  expect((await graph.call('DELETE', `/applications/${application.id}`)).status).toBe(204);
  expect((await graph.call('GET', `/servicePrincipals/${servicePrincipal.id}`)).status).toBe(404);
  for (const { id } of [application, servicePrincipal]) {
    expect((await graph.call('POST', `/directory/deletedItems/${id}/restore`)).status).toBe(200);
  }
  expect((await graph.call('GET', `/servicePrincipals/${servicePrincipal.id}`)).status).toBe(200);
});

test('an owner may change what it owns; others need the administrator role', async () => {
  const graph = startGraph();
  const { servicePrincipal } = await makeApplication(graph);
  const path = `/servicePrincipals/${servicePrincipal.id}`;
  const asMember = { objectId: MEMBER, body: { notes: 'mine' } };
  expect((await graph.call('PATCH', path, asMember)).status).toBe(403);
  const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${MEMBER}` };
  expect((await graph.call('POST', `${path}/owners/$ref`, { body: owner })).status).toBe(204);
  expect((await graph.call('POST', `${path}/owners/$ref`, { body: owner })).status).toBe(400);
  expect(await valueOf(await graph.call('GET', `${path}/owners`))).toMatchObject([{ id: MEMBER }]);
  expect((await graph.call('PATCH', path, asMember)).status).toBe(204);
});

test('an application with OwnedBy manages what it made and nothing else', async () => {
  const graph = startGraph();
  const { id } = addServicePrincipal(graph.directory);
  const asApp = { objectId: id, kind: 'app', permissions: ['Application.ReadWrite.OwnedBy'] } as const;
  const made = (await bodyOf(await graph.call('POST', INSTANTIATE, asApp))) as { application: { id: string } };
  const { application } = await makeApplication(graph, 'Other');
  expect((await graph.call('DELETE', `/applications/${application.id}`, asApp)).status).toBe(403);
  expect((await graph.call('DELETE', `/applications/${made.application.id}`, asApp)).status).toBe(204);
});

test("another tenant's application is simply missing", async () => {
  const graph = startGraph();
  const { application } = await makeApplication(graph);
  const stranger = { tenantId: OTHER_TENANT, objectId: GLOBAL_ADMIN };
  expect((await graph.call('GET', `/applications/${application.id}`, stranger)).status).toBe(404);
  expect(await valueOf(await graph.call('GET', '/applications', stranger))).toEqual([]);
});

test('an application says what is known of it and that its publisher is not verified', async () => {
  const graph = startGraph();
  const { call, directory } = graph;
  const { application } = await makeApplication(graph);
  directory.applications.update(application.id, { properties: { info: { supportUrl: 'https://help.example' } } });
  const answer = await call('GET', `/applications/${application.id}?$select=info,web,verifiedPublisher`);
  expect(await bodyOf(answer)).toMatchObject({
    info: { supportUrl: 'https://help.example' },
    verifiedPublisher: { displayName: null, verifiedPublisherId: null },
  });
});
