import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import {
  addServicePrincipal,
  errorOf,
  GROUP,
  NOBODY,
  OWNER,
  ROLES,
  startArm,
  SUBSCRIPTION,
  WORKFLOW,
  workflowBody,
  type StartedArm,
} from './arm.fixture.ts';

type Assignment = { name: string; properties: Record<string, string> };
const definition = (role: string) =>
  `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;

function assign(
  { call }: StartedArm,
  principalId: string,
  { name = randomUUID(), scope = GROUP, role = ROLES.reader, type = '', as = OWNER } = {},
) {
  const principalType = type || undefined;
  const body = { properties: { roleDefinitionId: definition(role), principalId, principalType } };
  return call('PUT', `/${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { body, as });
}

async function listed({ call }: StartedArm, scope: string, filter = ''): Promise<string[]> {
  const query = filter ? `?$filter=${encodeURIComponent(filter)}` : '';
  const answer = await call('GET', `/${scope}/providers/Microsoft.Authorization/roleAssignments${query}`);
  return ((await answer.json()) as { value: Assignment[] }).value.map(({ properties }) => properties.principalId ?? '');
}

test('a fresh principal is unknown without its type, and known after a while', async () => {
  const arm = startArm({ knobs: { principalDelayMs: 500_000 } });
  const { id } = addServicePrincipal(arm);
  expect(await errorOf(await assign(arm, id))).toMatchObject({ status: 400, code: 'PrincipalNotFound' });
  await vi.waitFor(async () => expect((await assign(arm, id, { name: randomUUID() })).status).toBe(201));
});

test('a fresh principal is accepted with its type', async () => {
  const arm = startArm({ knobs: { principalDelayMs: 1_000_000_000 } });
  const { id } = addServicePrincipal(arm);
  const answer = await assign(arm, id, { type: 'ServicePrincipal' });
  expect(answer.status).toBe(201);
  const { properties } = (await answer.json()) as Assignment;
  expect(properties).toMatchObject({
    principalId: id,
    principalType: 'ServicePrincipal',
    scope: GROUP,
    createdBy: OWNER,
  });
});

test('nobody is assigned whom the directory does not know, or under another type', async () => {
  const arm = startArm();
  expect(await errorOf(await assign(arm, randomUUID(), { type: 'ServicePrincipal' }))).toMatchObject({
    code: 'PrincipalNotFound',
  });
  expect(await errorOf(await assign(arm, NOBODY, { type: 'ServicePrincipal' }))).toMatchObject({
    code: 'UnmatchedPrincipalType',
  });
});

test('a repeat under the same name answers what exists, under another name it is refused', async () => {
  const arm = startArm();
  const name = randomUUID();
  expect((await assign(arm, NOBODY, { name })).status).toBe(201);
  expect((await assign(arm, NOBODY, { name })).status).toBe(200);
  expect(await errorOf(await assign(arm, NOBODY))).toMatchObject({ status: 409, code: 'RoleAssignmentExists' });
  const changed = await assign(arm, NOBODY, { name, role: ROLES.owner });
  expect(await errorOf(changed)).toMatchObject({ status: 400, code: 'RoleAssignmentUpdateNotPermitted' });
});

test('Contributor may not assign roles, Owner of the group may within it', async () => {
  const arm = startArm();
  const { id } = addServicePrincipal(arm);
  arm.grant(NOBODY, ROLES.contributor, `/subscriptions/${SUBSCRIPTION}`);
  const options = { type: 'ServicePrincipal', as: NOBODY };
  const refused = await errorOf(await assign(arm, id, options));
  expect(refused).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  expect(refused.message).toContain('Microsoft.Authorization/roleAssignments/write');
  arm.grant(NOBODY, ROLES.owner, GROUP);
  expect((await assign(arm, id, options)).status).toBe(201);
  expect((await assign(arm, id, { ...options, scope: `/subscriptions/${SUBSCRIPTION}` })).status).toBe(403);
});

test('Reader on one workflow opens it and its group stays shut', async () => {
  const arm = startArm();
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  expect((await assign(arm, NOBODY, { scope: WORKFLOW })).status).toBe(201);
  expect((await arm.call('GET', `${WORKFLOW}/runs`, { as: NOBODY })).status).toBe(200);
  expect((await arm.call('POST', `${WORKFLOW}/enable`, { as: NOBODY })).status).toBe(403);
  expect((await arm.call('GET', GROUP, { as: NOBODY })).status).toBe(403);
});

test('a managed identity reads what its roles reach, and the refusal names its application', async () => {
  const arm = startArm();
  const created = await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  const { identity } = (await created.json()) as { identity: { principalId: string } };
  const as = identity.principalId;
  const refused = await errorOf(await arm.call('GET', WORKFLOW, { as }));
  expect(refused.message).toMatch(new RegExp(`The client '[0-9a-f-]{36}' with object id '${as}'`));
  await assign(arm, as, { scope: WORKFLOW, type: 'ServicePrincipal' });
  expect((await arm.call('GET', `${WORKFLOW}/runs`, { as })).status).toBe(200);
});

test('a list shows assignments above and below, atScope leaves out those below', async () => {
  const arm = startArm();
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  await assign(arm, NOBODY, { scope: WORKFLOW });
  expect(await listed(arm, GROUP)).toEqual([OWNER, NOBODY]);
  expect(await listed(arm, GROUP, 'atScope()')).toEqual([OWNER]);
  expect(await listed(arm, WORKFLOW, `principalId eq '${NOBODY}'`)).toEqual([NOBODY]);
  expect(await listed(arm, WORKFLOW, `atScope() and assignedTo('${OWNER}')`)).toEqual([OWNER]);
});

test('a filter it cannot evaluate is refused, not ignored', async () => {
  const { call } = startArm();
  const refused = await call(
    'GET',
    `${GROUP}/providers/Microsoft.Authorization/roleAssignments?$filter=createdOn gt 2026`,
  );
  expect(refused.status).toBe(501);
});

test('deletion answers what was deleted, and nothing the second time', async () => {
  const arm = startArm();
  const name = randomUUID();
  const path = `${GROUP}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  await assign(arm, NOBODY, { name });
  expect(await (await arm.call('DELETE', path)).json()).toMatchObject({ name });
  expect((await arm.call('DELETE', path)).status).toBe(204);
  expect(await errorOf(await arm.call('GET', path))).toMatchObject({ status: 404, code: 'RoleAssignmentNotFound' });
});

test('neither an unknown role nor a scope that does not exist is accepted', async () => {
  const arm = startArm();
  expect(await errorOf(await assign(arm, NOBODY, { role: randomUUID() }))).toMatchObject({
    code: 'RoleDefinitionDoesNotExist',
  });
  expect(await errorOf(await assign(arm, NOBODY, { scope: WORKFLOW }))).toMatchObject({ code: 'ResourceNotFound' });
  expect(await errorOf(await assign(arm, NOBODY, { name: 'not-a-guid-at-all' }))).toMatchObject({
    code: 'InvalidRoleAssignmentId',
  });
});

test('permissions are those of every role that reaches the scope', async () => {
  const { call, grant } = startArm();
  grant(NOBODY, ROLES.reader, `/subscriptions/${SUBSCRIPTION}`);
  grant(NOBODY, ROLES.logicAppOperator, GROUP);
  const answer = await call('GET', `${GROUP}/providers/Microsoft.Authorization/permissions`, { as: NOBODY });
  const { value } = (await answer.json()) as { value: { actions: string[] }[] };
  expect(value.map(({ actions }) => actions.includes('*/read'))).toEqual([true, false]);
});

test('role definitions are found by name', async () => {
  const { call } = startArm();
  const path = `${GROUP}/providers/Microsoft.Authorization/roleDefinitions`;
  const answer = await call('GET', `${path}?$filter=${encodeURIComponent("roleName eq 'Logic App Operator'")}`);
  expect(await answer.json()).toMatchObject({
    value: [{ name: ROLES.logicAppOperator, id: definition(ROLES.logicAppOperator) }],
  });
  expect((await call('GET', `${path}/${randomUUID()}`)).status).toBe(404);
});
