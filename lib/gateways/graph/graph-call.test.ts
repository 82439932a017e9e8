import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { hearingWaits } from '#lib/platform/waits.ts';
import { GraphOrganizations } from '#lib/wire/graph/directory.ts';
import { closedPort, failureOf, openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator, plant, asked } = cloud;
const RIGHT_AWAY = { 'retry-after': '0' };
const ORGANIZATION = { path: '/organization', scopes: ['User.Read'] };

function vendor() {
  const isv = emulator.seedTenant();
  return { isv, ...cloud.as(isv.personas.admin) };
}

test('a busy Graph is asked again, for reads and for writes', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: '', status: 429, headers: RIGHT_AWAY, times: 2 });
  expect(await directory.organization()).toEqual({ tenantId: isv.tenantId, name: isv.displayName });
  plant(isv, { service: 'graph', method: 'POST', path: 'instantiate', status: 429, headers: RIGHT_AWAY });
  expect(await directory.createApplication('Payroll')).toMatchObject({ name: 'Payroll' });
});

test('a token that Graph no longer takes asks for a new sign-in', async () => {
  const { isv, directory } = vendor();
  const body = { error: { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed.' } };
  plant(isv, { service: 'graph', path: 'organization', status: 401, body });
  await expect(directory.organization()).rejects.toMatchObject({ code: 'sign-in-expired' });
});

test('whoever listens hears that Graph asks to wait', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 429, headers: RIGHT_AWAY });
  const heard: string[] = [];
  await hearingWaits((words) => heard.push(words), directory.organization);
  expect(heard).toEqual(['Microsoft Graph is busy and asks to wait a second.']);
});

test('a Graph that stays busy is given up after four attempts', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 429, headers: RIGHT_AWAY, times: 9 });
  await expect(directory.organization()).rejects.toMatchObject({ code: 'upstream-throttled' });
  expect(asked(isv, 'GET', /organization/)).toBe(4);
});

test('a wait that is longer than the timeout is told, not waited', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 429, headers: { 'retry-after': '120' } });
  await expect(directory.organization()).rejects.toMatchObject({
    code: 'upstream-throttled',
    details: { retryAfterSeconds: 120, upstream: 'Microsoft Graph' },
  });
  expect(asked(isv, 'GET', /organization/)).toBe(1);
});

test('a read that failed for the moment is repeated', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 503, headers: RIGHT_AWAY });
  expect((await directory.organization()).tenantId).toBe(isv.tenantId);
});

test('a write whose outcome is unknown is not repeated', async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'instantiate', status: 503, headers: RIGHT_AWAY, afterwards: true, times: 9 });
  await expect(directory.createApplication('Payroll')).rejects.toMatchObject({ code: 'upstream-unavailable' });
  expect(asked(isv, 'POST', /instantiate/)).toBe(1);
  const made = emulator.directory.applications.find(({ tenantId }) => tenantId === isv.tenantId);
  expect(made).toHaveLength(1);
});

test('a port where nobody listens is unavailable, and the cause is kept', async () => {
  const isv = emulator.seedTenant();
  const { directory } = cloud.as(isv.personas.admin, { graphUrl: await closedPort() });
  const failure = await failureOf(directory.organization());
  expect(failure).toMatchObject({ code: 'upstream-unavailable', details: { upstream: 'Microsoft Graph' } });
  expect(failure.cause).toBeDefined();
});

test('a Graph that does not answer is given up in time', async () => {
  const isv = emulator.seedTenant();
  const { directory } = cloud.as(isv.personas.admin, { timeoutMs: 150 });
  plant(isv, { service: 'graph', path: 'organization', status: 200, delayMs: 3_600_000 });
  await expect(directory.organization()).rejects.toMatchObject({ code: 'upstream-unavailable' });
});

test.each([
  ['another shape', { value: [{ id: 'planted-value', displayName: 7 }] }, 'value.0.displayName'],
  ['no JSON', 'planted-value {', ''],
])('an answer of %s is malformed, and what it held is not told', async (_what, body, field) => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 200, body });
  const failure = await failureOf(directory.organization());
  expect(failure).toMatchObject({ code: 'upstream-malformed', details: { path: '/organization', field } });
  expect(failure.message + JSON.stringify(failure.details)).not.toContain('planted-value');
});

test('a refusal carries the words, the codes and the request id of Graph', async () => {
  const { personas } = emulator.seedTenant();
  const failure = await failureOf(cloud.as(personas.noDirectoryRole).directory.createApplication('Payroll'));
  expect(failure).toMatchObject({
    code: 'upstream-forbidden',
    message: expect.stringContaining('Insufficient privileges'),
    details: {
      upstreamStatus: 403,
      upstreamCode: 'Authorization_RequestDenied',
      upstreamRequestId: expect.any(String),
    },
  });
});

test('a list that goes in circles is a failure, not a part of the list', async () => {
  const { isv, directory } = vendor();
  const circle = { value: [], '@odata.nextLink': `${emulator.addresses.graph}/v1.0/domains?$skiptoken=again` };
  plant(isv, { service: 'graph', path: 'domains', status: 200, body: circle, times: 5 });
  await expect(directory.verifiedDomains()).rejects.toMatchObject({
    code: 'upstream-malformed',
    details: { upstream: 'Microsoft Graph', path: '/domains' },
  });
  expect(asked(isv, 'GET', /domains/)).toBe(2);
});

test("a proxy's page is not shown to the person", async () => {
  const { isv, directory } = vendor();
  plant(isv, { service: 'graph', path: 'organization', status: 400, body: '<html>planted-value</html>' });
  const failure = await failureOf(directory.organization());
  expect(failure).toMatchObject({ code: 'upstream-rejected', details: { upstreamStatus: 400 } });
  expect(failure.message).not.toContain('planted-value');
});

test('a demand for a stronger sign-in is handed on, and met by one', async () => {
  const { isv, directory } = vendor();
  const id = 'c1';
  emulator.entra.state.challenges.insert({ id, tenantId: isv.tenantId, resource: 'graph', at: 'resource' });
  const failure = await failureOf(directory.organization());
  expect(failure).toMatchObject({ code: 'claims-challenge', details: { claims: expect.stringContaining('acrs') } });
  const stronger = cloud.as({ ...isv.personas.admin, authContexts: [id] });
  expect((await stronger.directory.organization()).tenantId).toBe(isv.tenantId);
});

test('why there is no token is passed on as it is', async () => {
  const isv = emulator.seedTenant();
  const refused = new AppError('consent-required', 'Not agreed to.', { scopes: ['Domain.Read.All'] });
  const { directory } = cloud.as(isv.personas.admin, { tokenFor: () => Promise.reject(refused) });
  await expect(directory.verifiedDomains()).rejects.toBe(refused);
});

test('a token for too little is refused by Graph', async () => {
  const { graph } = vendor();
  const asking = graph.read(GraphOrganizations, { ...ORGANIZATION, scopes: ['Domain.Read.All'] });
  await expect(asking).rejects.toMatchObject({ code: 'upstream-forbidden' });
});
