import { expect, test } from 'vitest';
import {
  addServicePrincipal, APP_ADMIN, bodyOf, errorOf, GLOBAL_ADMIN, GRAPH_ROLE, makeApplication, makeGroup, makeUser, MEMBER,
  startGraph, valueOf, type StartedGraph,
} from './graph.fixture.ts'; // prettier-ignore

async function withApplication(graph: StartedGraph) {
  const { servicePrincipal } = await makeApplication(graph);
  const resourceId = servicePrincipal.id;
  return { resourceId, appRoleId: servicePrincipal.appRoles[0]?.id };
}

test('assigns a user, and refuses to do it twice', async () => {
  const graph = startGraph();
  const body = { ...(await withApplication(graph)), principalId: MEMBER };
  const answer = await graph.call('POST', `/users/${MEMBER}/appRoleAssignments`, { body, version: 'beta' });
  expect(answer.status).toBe(201);
  expect(await bodyOf(answer)).toMatchObject({ ...body, principalType: 'User', resourceDisplayName: 'Payroll' });
  expect(
    await errorOf(await graph.call('POST', `/servicePrincipals/${body.resourceId}/appRoleAssignedTo`, { body })),
  ).toEqual({
    status: 400,
    code: 'Request_BadRequest',
    message: 'Permission being assigned already exists on the object',
  });
});

test('assigns a group through either address, and deletes a user assignment through the service principal', async () => {
  const graph = startGraph();
  const { resourceId, appRoleId } = await withApplication(graph);
  const principalId = await makeGroup(graph, 'Testers');
  const assigned = `/servicePrincipals/${resourceId}/appRoleAssignedTo`;
  expect((await graph.call('POST', assigned, { body: { principalId, resourceId, appRoleId } })).status).toBe(201);
  const body = { principalId: MEMBER, resourceId, appRoleId };
  const { id } = await bodyOf(await graph.call('POST', `/users/${MEMBER}/appRoleAssignments`, { body }));
  expect((await graph.call('DELETE', `/servicePrincipals/${resourceId}/appRoleAssignments/${id}`)).status).toBe(204);
  const left = await valueOf(await graph.call('GET', assigned));
  expect(left).toMatchObject([{ principalId, principalType: 'Group', principalDisplayName: 'Testers' }]);
});

test('filters by resource with the bare GUID', async () => {
  const graph = startGraph();
  const first = await withApplication(graph);
  const second = await withApplication(graph);
  const path = `/users/${MEMBER}/appRoleAssignments`;
  for (const one of [first, second]) await graph.call('POST', path, { body: { ...one, principalId: MEMBER } });
  const found = await valueOf(await graph.call('GET', `${path}?$filter=resourceId eq ${second.resourceId}`));
  expect(found.map(({ resourceId }) => resourceId)).toEqual([second.resourceId]);
});

test('a principal that is not replicated yet cannot be assigned', async () => {
  const graph = startGraph({ accountReplicationDelayMs: 1_000 });
  const wanted = await withApplication(graph);
  const principalId = await makeUser(graph, 'late');
  const assign = () =>
    graph.call('POST', `/servicePrincipals/${wanted.resourceId}/appRoleAssignedTo`, {
      body: { ...wanted, principalId },
    });
  expect(await errorOf(await assign())).toMatchObject({ status: 404, code: 'Request_ResourceNotFound' });
  graph.pass(1_000);
  expect((await assign()).status).toBe(201);
});

test('an assignment shows in reads after the replication delay', async () => {
  const graph = startGraph({ replicationDelayMs: 500 });
  const wanted = await withApplication(graph);
  graph.pass(500);
  const path = `/users/${MEMBER}/appRoleAssignments`;
  expect((await graph.call('POST', path, { body: { ...wanted, principalId: MEMBER } })).status).toBe(201);
  expect(await valueOf(await graph.call('GET', path))).toEqual([]);
  graph.pass(500);
  expect(await valueOf(await graph.call('GET', path))).toHaveLength(1);
});

test('roles of Microsoft Graph need a privileged role administrator; other applications an application administrator', async () => {
  const graph = startGraph();
  const { id: principalId } = addServicePrincipal(graph.directory, { servicePrincipalType: 'ManagedIdentity' });
  const body = { principalId, resourceId: graph.graphPrincipal.id, appRoleId: GRAPH_ROLE.id };
  const path = `/servicePrincipals/${principalId}/appRoleAssignments`;
  expect((await graph.call('POST', path, { objectId: APP_ADMIN, body })).status).toBe(403);
  expect((await graph.call('POST', path, { objectId: GLOBAL_ADMIN, body })).status).toBe(201);
  const own = { ...(await withApplication(graph)), principalId: MEMBER };
  const users = `/users/${MEMBER}/appRoleAssignments`;
  expect((await graph.call('POST', users, { objectId: MEMBER, body: own })).status).toBe(403);
  expect((await graph.call('POST', users, { objectId: APP_ADMIN, body: own })).status).toBe(201);
});

test('also takes the grant addressed to the Graph service principal', async () => {
  const graph = startGraph();
  const { id: principalId } = addServicePrincipal(graph.directory, { servicePrincipalType: 'ManagedIdentity' });
  const body = { principalId, resourceId: graph.graphPrincipal.id, appRoleId: GRAPH_ROLE.id };
  const path = `/servicePrincipals/${body.resourceId}/appRoleAssignments`;
  expect((await graph.call('POST', path, { body })).status).toBe(201);
  expect(await valueOf(await graph.call('GET', `/servicePrincipals/${principalId}/appRoleAssignments`))).toHaveLength(
    1,
  );
});

test('an identity needs both permissions, and no directory role', async () => {
  const graph = startGraph();
  const body = { ...(await withApplication(graph)), principalId: MEMBER };
  const post = (permissions: string[]) =>
    graph.call('POST', `/users/${MEMBER}/appRoleAssignments`, { kind: 'app', permissions, body });
  expect((await post(['AppRoleAssignment.ReadWrite.All'])).status).toBe(403);
  expect((await post(['Application.Read.All'])).status).toBe(403);
  expect((await post(['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'])).status).toBe(201);
});

test('refuses a role the application does not have, or not for this kind of principal', async () => {
  const graph = startGraph();
  const { resourceId } = await withApplication(graph);
  const wrong = { principalId: MEMBER, resourceId, appRoleId: GRAPH_ROLE.id };
  const forApplications = { principalId: MEMBER, resourceId: graph.graphPrincipal.id, appRoleId: GRAPH_ROLE.id };
  for (const body of [wrong, forApplications]) {
    const refused = await errorOf(await graph.call('POST', `/users/${MEMBER}/appRoleAssignments`, { body }));
    expect(refused).toMatchObject({ status: 400, message: 'Permission being assigned was not found on application' });
  }
});

test('a body for another principal than the address is refused', async () => {
  const graph = startGraph();
  const body = { ...(await withApplication(graph)), principalId: APP_ADMIN };
  expect((await graph.call('POST', `/users/${MEMBER}/appRoleAssignments`, { body })).status).toBe(400);
});
