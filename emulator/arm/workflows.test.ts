import { expect, test } from 'vitest';
import {
  DEFINITION,
  errorOf,
  GROUP,
  NOBODY,
  ROLES,
  startArm,
  SUBSCRIPTION,
  WORKFLOW,
  workflowBody,
} from './arm.fixture.ts';

type Wire = {
  identity?: { principalId: string };
  properties: { version: string; state: string; parameters: Record<string, unknown> };
};
const body = workflowBody();
const Nightly = { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1, schedule: { hours: ['3'] } } };

test('is created with an identity of its own and shows no secret', async () => {
  const { call, directory } = startArm();
  const answer = await call('PUT', WORKFLOW, { body });
  expect(answer.status).toBe(201);
  const created = (await answer.json()) as Wire;
  expect(created.properties.parameters).toEqual({ token: {}, endpoint: { value: 'https://isv.example' } });
  expect(created).toMatchObject({
    id: WORKFLOW,
    location: 'westeurope',
    properties: { state: 'Disabled', definition: DEFINITION },
  });
  const principal = directory.servicePrincipals.get(created.identity?.principalId ?? '');
  expect(principal).toMatchObject({ displayName: 'scim-check', servicePrincipalType: 'ManagedIdentity' });
});

test('no answer ever carries the value of a secure parameter', async () => {
  const { call } = startArm();
  await call('PUT', WORKFLOW, { body });
  for (const path of [WORKFLOW, `${WORKFLOW}/versions`, `${GROUP}/providers/Microsoft.Logic/workflows`]) {
    expect(await (await call('GET', path)).text()).not.toContain('planted-secret');
  }
});

test('the identity becomes visible in the directory only after the replication delay', async () => {
  const { call, directory, core } = startArm({ knobs: { replicationDelayMs: 60_000_000 } });
  await call('PUT', WORKFLOW, { body });
  const [principal] = directory.servicePrincipals.all();
  expect(Date.parse(principal?.visibleAt ?? '')).toBeGreaterThan(core.clock.now().getTime());
});

test('every PUT makes a version, newest first, and keeps the identity', async () => {
  const { call, directory } = startArm();
  const first = (await (await call('PUT', WORKFLOW, { body })).json()) as Wire;
  const changed = { ...DEFINITION, contentVersion: '2.0.0.0' };
  const answer = await call('PUT', WORKFLOW, { body: workflowBody({ definition: changed }) });
  expect(answer.status).toBe(200);
  const second = (await answer.json()) as Wire;
  expect(second.identity).toEqual(first.identity);
  expect(directory.servicePrincipals.size).toBe(1);
  const versions = (await (await call('GET', `${WORKFLOW}/versions`)).json()) as { value: { name: string }[] };
  expect(versions.value.map(({ name }) => name)).toEqual([second.properties.version, first.properties.version]);
  const old = await call('GET', `${WORKFLOW}/versions/${first.properties.version}`);
  expect(await old.json()).toMatchObject({ properties: { definition: DEFINITION, parameters: { token: {} } } });
});

test('a definition the platform refuses changes nothing', async () => {
  const { call, state } = startArm();
  const broken = { ...DEFINITION, actions: undefined };
  const refused = await call('PUT', WORKFLOW, { body: workflowBody({ definition: broken }) });
  expect(await errorOf(refused)).toEqual({
    status: 400,
    code: 'InvalidTemplate',
    message: "Required property 'actions' not found.",
  });
  expect([state.workflows.size, state.versions.size]).toEqual([0, 0]);
});

test.each([
  [{ ...body, location: undefined }, 400, 'LocationRequired'],
  [{ ...body, location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
  [{ ...body, identity: { type: 'UserAssigned' } }, 501, 'NotImplemented'],
  [workflowBody({ state: 'Sleepy' }), 400, 'InvalidRequestContent'],
  [workflowBody({ definition: undefined }), 400, 'InvalidWorkflowProperties'],
  [workflowBody({ accessControl: {} }), 501, 'NotImplemented'],
  [workflowBody({ definition: { ...DEFINITION, triggers: { Nightly } } }), 501, 'NotImplemented'],
])('refuses a body it cannot honour (%#)', async (refused, status, code) => {
  const { call } = startArm();
  expect(await errorOf(await call('PUT', WORKFLOW, { body: refused }))).toMatchObject({ status, code });
});

test('validate says what PUT would say, and keeps nothing', async () => {
  const { call, state } = startArm();
  expect((await call('POST', `${WORKFLOW}/validate`, { body })).status).toBe(200);
  const byLocation = `${GROUP}/providers/Microsoft.Logic/locations/westeurope/workflows/scim-check/validate`;
  const broken = workflowBody({ definition: { triggers: {} } });
  expect(await errorOf(await call('POST', byLocation, { body: broken }))).toMatchObject({ code: 'InvalidTemplate' });
  expect(state.workflows.size).toBe(0);
});

test('PATCH without a body, as the official client sends it, changes nothing', async () => {
  const { call } = startArm();
  const created = (await (await call('PUT', WORKFLOW, { body })).json()) as Wire;
  expect(await (await call('PATCH', WORKFLOW)).json()).toEqual(created);
  expect(await (await call('PATCH', WORKFLOW, { body: { tags: { a: 'b' } } })).json()).toMatchObject({
    tags: { a: 'b' },
  });
});

test('deletion frees the identity with its roles, and the second time there is nothing', async () => {
  const { call, directory, state, grant } = startArm();
  const { identity } = (await (await call('PUT', WORKFLOW, { body })).json()) as Wire;
  const principalId = identity?.principalId ?? '';
  const role = {
    appRoleId: 'r',
    resourceId: 's',
    tenantId: 't',
    principalType: 'ServicePrincipal' as const,
    createdAt: '',
  };
  directory.appRoleAssignments.insert({ id: '1', principalId, ...role });
  grant(NOBODY, ROLES.reader, WORKFLOW);
  expect((await call('DELETE', WORKFLOW)).status).toBe(200);
  expect((await call('DELETE', WORKFLOW)).status).toBe(204);
  expect([directory.servicePrincipals.size, directory.appRoleAssignments.size]).toEqual([0, 0]);
  expect(state.roleAssignments.find((one) => one.principalId === NOBODY)).toEqual([]);
  expect(await errorOf(await call('GET', WORKFLOW))).toMatchObject({ status: 404, code: 'ResourceNotFound' });
});

test('an identity of type None gives it up', async () => {
  const { call, directory } = startArm();
  await call('PUT', WORKFLOW, { body });
  const without = (await (
    await call('PUT', WORKFLOW, { body: { ...body, identity: { type: 'None' } } })
  ).json()) as Wire;
  expect(without.identity).toBeUndefined();
  expect(directory.servicePrincipals.size).toBe(0);
});

test('lists hold what the caller may read', async () => {
  const { call, grant } = startArm();
  await call('PUT', WORKFLOW, { body });
  await call('PUT', `${WORKFLOW}-2`, { body });
  grant(NOBODY, ROLES.reader, `${WORKFLOW}-2`);
  const all = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Logic/workflows`;
  const names = async (as?: string) =>
    ((await (await call('GET', all, { as })).json()) as { value: { name: string }[] }).value.map((one) => one.name);
  expect(await names()).toEqual(['scim-check', 'scim-check-2']);
  expect(await names(NOBODY)).toEqual(['scim-check-2']);
});
