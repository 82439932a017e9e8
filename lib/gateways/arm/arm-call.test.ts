import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { closedPort, failureOf, openCloud } from '../emulator.fixture.ts';
import { vendorWithGroup, vendorWithWorkflow } from './workflow.fixture.ts';

const cloud = await openCloud();
const { emulator, plant, asked } = cloud;
const RIGHT_AWAY = { 'retry-after': '0' };

function vendor(over: Parameters<typeof cloud.as>[1] = {}) {
  const isv = emulator.seedTenant();
  return { isv, ...cloud.as(isv.personas.admin, over) };
}

test('a busy Azure is asked again, for reads and for writes', async () => {
  const { isv, azure, logicApps, resourceId } = await vendorWithWorkflow(cloud);
  plant(isv, { service: 'arm', path: 'subscriptions', status: 429, headers: RIGHT_AWAY, times: 2 });
  expect(await azure.subscriptions()).toHaveLength(1);
  plant(isv, { service: 'arm', path: '/run$', status: 429, headers: RIGHT_AWAY });
  expect(await logicApps.trigger(resourceId, 'manual')).toBeDefined();
});

test('an Azure that stays busy is given up after four attempts', async () => {
  const { isv, azure } = vendor();
  plant(isv, { service: 'arm', path: 'subscriptions', status: 429, headers: RIGHT_AWAY, times: 9 });
  await expect(azure.subscriptions()).rejects.toMatchObject({ code: 'upstream-throttled' });
  expect(asked(isv, 'GET', /subscriptions/)).toBe(4);
});

test('a wait that is longer than the timeout is told, not waited', async () => {
  const { isv, azure } = vendor();
  plant(isv, { service: 'arm', path: 'subscriptions', status: 429, headers: { 'retry-after': '90' } });
  await expect(azure.subscriptions()).rejects.toMatchObject({
    code: 'upstream-throttled',
    details: { retryAfterSeconds: 90, upstream: 'Azure' },
  });
  expect(asked(isv, 'GET', /subscriptions/)).toBe(1);
});

test('a read, and a write that names what it makes, are repeated when they failed for the moment', async () => {
  const { isv, azure, logicApps, workflow } = await vendorWithGroup(cloud);
  plant(isv, { service: 'arm', path: 'subscriptions$', status: 503, headers: RIGHT_AWAY });
  expect(await azure.subscriptions()).toHaveLength(1);
  plant(isv, { service: 'arm', method: 'PUT', path: 'workflows', status: 503, headers: RIGHT_AWAY, afterwards: true });
  expect((await logicApps.write(workflow)).state).toBe('disabled');
});

test('a run whose start was not answered is not started again', async () => {
  const { isv, logicApps, resourceId } = await vendorWithWorkflow(cloud);
  plant(isv, { service: 'arm', path: '/run$', status: 503, headers: RIGHT_AWAY, afterwards: true, times: 9 });
  await expect(logicApps.trigger(resourceId, 'manual')).rejects.toMatchObject({ code: 'upstream-unavailable' });
  expect(asked(isv, 'POST', /\/run$/)).toBe(1);
  expect(await logicApps.runs(resourceId, 10)).toHaveLength(1);
});

test('a port where nobody listens is unavailable within the timeout, for either generation of clients', async () => {
  const { subscriptionId, resourceId } = await vendorWithGroup(cloud);
  const { azure, logicApps } = vendor({ armUrl: await closedPort(), timeoutMs: 300 });
  const unavailable = { code: 'upstream-unavailable', details: { upstream: 'Azure' } };
  await expect(azure.resourceGroups(subscriptionId)).rejects.toMatchObject(unavailable);
  await expect(logicApps.workflow(resourceId)).rejects.toMatchObject(unavailable);
});

test('an Azure that does not answer is given up in time', async () => {
  const { isv, azure } = vendor({ timeoutMs: 150 });
  plant(isv, { service: 'arm', path: 'subscriptions', status: 200, delayMs: 3_600_000 });
  await expect(azure.subscriptions()).rejects.toMatchObject({ code: 'upstream-unavailable' });
});

test.each([
  ['another shape', { hint: 'planted-value' }],
  ['a list of something else', { value: [{ hint: 'planted-value' }] }],
  ['no JSON', 'planted-value {'],
])('a list that is %s is malformed, and what it held is not told', async (_what, body) => {
  const { isv, azure, subscriptionId } = await vendorWithGroup(cloud);
  const lists = [() => azure.subscriptions(), () => azure.resourceGroups(subscriptionId)];
  for (const list of lists) {
    plant(isv, { service: 'arm', path: '', status: 200, body });
    const failure = await failureOf(list());
    expect(failure).toMatchObject({ code: 'upstream-malformed', details: { upstream: 'Azure' } });
    expect(failure.message + JSON.stringify(failure.details)).not.toContain('planted-value');
  }
});

test.each([
  ['another shape', { id: '/planted-value', properties: { state: 7 } }],
  ['no JSON', 'planted-value {'],
])('a workflow that is %s is malformed, read or written', async (_what, body) => {
  const { isv, logicApps, resourceId, workflow } = await vendorWithGroup(cloud);
  for (const call of [() => logicApps.workflow(resourceId), () => logicApps.write(workflow)]) {
    plant(isv, { service: 'arm', path: 'workflows', status: 200, body });
    const failure = await failureOf(call());
    expect(failure).toMatchObject({ code: 'upstream-malformed' });
    expect(failure.message + JSON.stringify(failure.details)).not.toContain('planted-value');
  }
});

test('a refusal carries the words, the code and the request id of Azure', async () => {
  const { isv, workflow } = await vendorWithGroup(cloud);
  const { logicApps } = cloud.as(isv.personas.noAzure);
  expect(await failureOf(logicApps.write(workflow))).toMatchObject({
    code: 'upstream-forbidden',
    message: expect.stringContaining('does not have authorization'),
    details: { upstreamStatus: 403, upstreamCode: 'AuthorizationFailed', upstreamRequestId: expect.any(String) },
  });
});

test.each([
  ['text/html', '<html>planted-value</html>'],
  ['application/json', '<html>planted-value</html>'],
  ['application/json', { hint: 'planted-value' }],
])("a proxy's page of %s is not shown to the person", async (type, body) => {
  const { isv, azure, logicApps, subscriptionId, resourceId } = await vendorWithGroup(cloud);
  for (const call of [() => logicApps.runs(resourceId, 1), () => azure.resourceGroups(subscriptionId)]) {
    plant(isv, { service: 'arm', path: '', status: 400, headers: { 'content-type': type }, body });
    const failure = await failureOf(call());
    expect(failure).toMatchObject({ code: 'upstream-rejected', details: { upstreamStatus: 400 } });
    expect(failure.message + JSON.stringify(failure.details)).not.toContain('planted-value');
  }
});

test('a demand for a stronger sign-in is handed on by every client, and met by one', async () => {
  const { isv, azure, logicApps, group, subscriptionId, resourceId, workflow } = await vendorWithGroup(cloud);
  const id = 'c1';
  emulator.entra.state.challenges.insert({ id, tenantId: isv.tenantId, resource: 'arm', at: 'resource' });
  const challenge = { code: 'claims-challenge', details: { claims: expect.stringContaining('acrs') } };
  await expect(logicApps.write(workflow)).rejects.toMatchObject(challenge);
  await expect(azure.resourceGroups(subscriptionId)).rejects.toMatchObject(challenge);
  await expect(azure.allowedActions(group, ['*/read'])).rejects.toMatchObject(challenge);
  await expect(azure.hasReader(resourceId, id)).rejects.toMatchObject(challenge);
  const stronger = cloud.as({ ...isv.personas.admin, authContexts: [id] });
  expect((await stronger.logicApps.write(workflow)).resourceId).toBe(resourceId);
});

test('a next page elsewhere is not asked for: the token would go there', async () => {
  const { isv, azure, logicApps, subscriptionId, resourceId } = await vendorWithGroup(cloud);
  const nextLink = (await closedPort()) + '/subscriptions';
  const lists = [
    () => azure.resourceGroups(subscriptionId),
    () => logicApps.runs(resourceId, 10),
    () => logicApps.repetitions(resourceId, 'run', 'action'),
  ];
  for (const list of lists) {
    plant(isv, { service: 'arm', path: '', status: 200, body: { value: [], nextLink } });
    await expect(list()).rejects.toMatchObject({ code: 'upstream-malformed', details: { field: 'nextLink' } });
  }
});

test('why there is no token is passed on as it is', async () => {
  const refused = new AppError('consent-required', 'Not agreed to.', { scopes: ['user_impersonation'] });
  const { azure, isv } = vendor({ token: () => Promise.reject(refused) });
  await expect(azure.subscriptions()).rejects.toBe(refused);
  await expect(azure.resourceGroups(isv.subscription.id)).rejects.toBe(refused);
  await expect(azure.allowedActions(`/subscriptions/${isv.subscription.id}`, [])).rejects.toBe(refused);
});
