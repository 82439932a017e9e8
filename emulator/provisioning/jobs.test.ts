import { expect, test, vi } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';

type Json = Record<string, unknown>;
const bodyOf = async (answer: Response) => (await answer.json()) as Json;
const errorOf = async (answer: Response) => ({ status: answer.status, ...((await bodyOf(answer))['error'] as Json) });
const jobOf = async (cloud: Cloud) => bodyOf(await cloud.call('GET', cloud.job));
const APP = { kind: 'app', objectId: 'cccccccc-0000-4000-8000-000000000001' } as const;

test('a new job is not configured and never due', async () => {
  const cloud = await startCloud();
  const made = await cloud.call('POST', `${cloud.base}/jobs`, { templateId: 'scim' });
  expect(made.status).toBe(201);
  expect(await bodyOf(made)).toMatchObject({
    id: expect.stringMatching(/^scim\.[0-9a-f]{32}\.[0-9a-f-]{36}$/),
    templateId: 'scim',
    schedule: { expiration: null, interval: 'P10675199DT2H48M5.4775807S', state: 'Disabled' },
    status: {
      code: 'NotConfigured',
      lastExecution: null,
      quarantine: null,
      steadyStateFirstAchievedTime: '0001-01-01T00:00:00Z',
    },
    synchronizationJobSettings: [{ name: 'QuarantineTooManyDeletesThreshold', value: '500' }],
  });
});

test('a started job runs by itself, again and again, until it is paused', async () => {
  const cloud = await startCloud({ timeScale: 60_000 });
  expect((await cloud.call('POST', `${cloud.job}/start`)).status).toBe(204);
  expect(await jobOf(cloud)).toMatchObject({
    schedule: { state: 'Active', interval: 'PT5M' },
    status: { code: 'NotRun' },
  });
  cloud.addAssigned('joy');
  await vi.waitFor(async () => expect(await cloud.inTarget('Users')).toHaveLength(1));
  cloud.addAssigned('tom');
  await vi.waitFor(async () => expect(await cloud.inTarget('Users')).toHaveLength(2));
  await cloud.call('POST', `${cloud.job}/pause`);
  expect(await jobOf(cloud)).toMatchObject({ schedule: { state: 'Paused' }, status: { code: 'Paused' } });
  cloud.addAssigned('ann');
  await cloud.cycle();
  expect(await jobOf(cloud)).toMatchObject({ status: { code: 'Paused', lastExecution: { state: 'Succeeded' } } });
});

test('tenants that are not allow-listed have the standard interval', async () => {
  const cloud = await startCloud();
  cloud.directory.tenants.update(cloud.servicePrincipal.tenantId, { fastCycles: false });
  await cloud.call('POST', `${cloud.job}/start`);
  expect(await jobOf(cloud)).toMatchObject({ schedule: { interval: 'PT40M' } });
});

test('cycles of one job do not overlap', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  await Promise.all([cloud.cycle(), cloud.cycle(), cloud.cycle()]);
  expect(cloud.target.of('POST')).toHaveLength(1);
});

test('a restart cuts the running cycle off and forgets what it is told to forget', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.target.clear();
  expect(
    (await cloud.call('POST', `${cloud.job}/restart`, { criteria: { resetScope: 'Watermark, Escrows' } })).status,
  ).toBe(204);
  await cloud.cycle();
  expect(cloud.target.requests.map(({ method, path }) => `${method} ${path.split('/')[1]}`)).toEqual(['GET Users']);
  expect(cloud.target.requests[0]?.path).not.toContain('filter');
  await cloud.call('POST', `${cloud.job}/restart`, { criteria: { resetScope: 'Full' } });
  await cloud.cycle();
  expect(cloud.target.requests.at(-1)?.path).toContain('filter=userName');
});

test.each([{ criteria: { resetScope: 'Everything' } }, { criteria: { resetScope: 'Full', other: 1 } }])(
  'restart refuses %o',
  async (body) => {
    const cloud = await startCloud();
    expect((await cloud.call('POST', `${cloud.job}/restart`, body)).status).toBe(400);
  },
);

test('a deleted job is gone', async () => {
  const cloud = await startCloud();
  expect((await cloud.call('DELETE', cloud.job)).status).toBe(204);
  expect((await cloud.call('GET', cloud.job)).status).toBe(404);
  expect(await bodyOf(await cloud.call('GET', `${cloud.base}/jobs`))).toMatchObject({ value: [] });
});

test('before the service has heard of the application, templates are empty and jobs are refused without a word', async () => {
  const cloud = await startCloud({ knobs: { syncReplicationDelayMs: 60_000 } });
  cloud.directory.servicePrincipals.update(cloud.servicePrincipal.id, { createdAt: new Date().toISOString() });
  expect(await bodyOf(await cloud.call('GET', `${cloud.base}/templates`))).toMatchObject({ value: [] });
  expect(await errorOf(await cloud.call('POST', `${cloud.base}/jobs`, { templateId: 'scim' }))).toMatchObject({
    status: 401,
    code: 'UnknownError',
    message: '',
  });
  cloud.directory.servicePrincipals.update(cloud.servicePrincipal.id, { createdAt: '2026-01-01T00:00:00Z' });
  expect(await bodyOf(await cloud.call('GET', `${cloud.base}/templates`))).toMatchObject({
    value: expect.arrayContaining([expect.objectContaining({ id: 'scim' })]),
  });
});

test.each([
  ['a person without the scope', { permissions: ['User.Read'] }, 403, 'Authorization_RequestDenied'],
  [
    'a person without a directory role',
    { objectId: 'bbbbbbbb-0000-4000-8000-000000000001' },
    403,
    'Authorization_RequestDenied',
  ],
  [
    'a person of another tenant',
    { tenantId: '22222222-2222-4222-8222-222222222222' },
    403,
    'Authorization_RequestDenied',
  ],
  ['an application without permission', { ...APP, permissions: [] }, 403, 'Authorization_RequestDenied'],
  [
    'an application that may touch what it owns, and owns nothing',
    { ...APP, permissions: ['Application.ReadWrite.OwnedBy'] },
    401,
    'UnknownError',
  ],
  [
    'an application of another tenant',
    { ...APP, tenantId: '22222222-2222-4222-8222-222222222222', permissions: ['Synchronization.ReadWrite.All'] },
    404,
    'Request_ResourceNotFound',
  ],
])('%s is refused', async (_, who, status, code) => {
  const cloud = await startCloud();
  expect(await errorOf(await cloud.call('GET', `${cloud.base}/jobs`, undefined, who))).toMatchObject({ status, code });
});

test('an application needs to own the service principal to test its credentials', async () => {
  const cloud = await startCloud();
  const who = { ...APP, permissions: ['Synchronization.ReadWrite.All'] };
  const validate = () => cloud.call('POST', `${cloud.job}/validateCredentials`, { useSavedCredentials: true }, who);
  expect((await cloud.call('GET', cloud.job, undefined, who)).status).toBe(200);
  expect(await errorOf(await validate())).toMatchObject({ status: 401, code: 'UnknownError', message: '' });
  cloud.directory.servicePrincipals.update(cloud.servicePrincipal.id, { ownerIds: [APP.objectId] });
  expect((await validate()).status).toBe(204);
});

test('what is not supported says so', async () => {
  const cloud = await startCloud();
  expect((await cloud.call('PATCH', cloud.job, {})).status).toBe(501);
  expect((await cloud.call('POST', `${cloud.base}/jobs`, { templateId: 'customappsso' })).status).toBe(501);
});

test('jobs, links and schedule survive a restart of the service', async () => {
  const cloud = await startCloud({ timeScale: 60_000 });
  cloud.addAssigned('joy');
  await cloud.call('POST', `${cloud.job}/start`);
  await vi.waitFor(async () => expect(await cloud.inTarget('Users')).toHaveLength(1));
  cloud.provisioning.stop();
  cloud.restart();
  cloud.addAssigned('tom');
  await vi.waitFor(async () => expect(await cloud.inTarget('Users')).toHaveLength(2));
});
