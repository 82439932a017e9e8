import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';
import type { JobStatus, LogEntry } from './state.ts';

const UNAUTHORIZED = () => Response.json({ detail: 'no' }, { status: 401 });
const status = (cloud: Cloud) => cloud.provisioning.jobs.get(cloud.jobId)?.status as JobStatus;
const errorOf = (entry: LogEntry | undefined) =>
  entry?.provisioningStatusInfo.errorInformation as { errorCode: string; reason: string };

async function saveToken(cloud: Cloud, token: string): Promise<void> {
  const value = [...cloud.saved, { key: 'SecretToken', value: token }];
  expect((await cloud.call('PUT', `${cloud.base}/secrets`, { value })).status).toBe(204);
}

test('refused credentials put the job into quarantine, and good ones release it', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  await saveToken(cloud, 'wrong');
  await cloud.cycle();
  expect(status(cloud)).toMatchObject({
    code: 'Quarantine',
    quarantine: { reason: 'EncounteredQuarantineException', seriesCount: 1 },
    lastExecution: { state: 'Failed', error: { code: 'SystemForCrossDomainIdentityManagementInvalidCredentials' } },
  });
  await saveToken(cloud, cloud.space.bearerToken);
  await cloud.cycle();
  expect(status(cloud)).toMatchObject({
    code: 'Active',
    quarantine: null,
    lastExecution: { state: 'Succeeded', error: null },
  });
  expect(await cloud.inTarget('Users')).toHaveLength(1);
});

test('in quarantine the service asks one question and sends nothing else', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  cloud.target.intercept(UNAUTHORIZED);
  await cloud.cycle();
  cloud.target.clear();
  await cloud.cycle();
  expect(cloud.target.requests).toHaveLength(1);
  expect(status(cloud).quarantine?.seriesCount).toBe(2);
});

test('one refused object is an entry-level error that the next cycle mends', async () => {
  const cloud = await startCloud();
  const [good, bad] = [cloud.addAssigned('joy'), cloud.addAssigned('tom')];
  cloud.target.intercept(({ method, body }) =>
    method === 'POST' && body?.['displayName'] === 'tom'
      ? Response.json({ detail: 'taken' }, { status: 409 })
      : undefined,
  );
  await cloud.cycle();
  expect(status(cloud)).toMatchObject({
    code: 'Active',
    quarantine: null,
    lastExecution: { state: 'EntryLevelErrors', countEscrowed: 1, countExported: 1 },
  });
  const [failed] = await cloud.logs(bad.id);
  expect(errorOf(failed).errorCode).toBe('EntryConflict');
  expect(errorOf(failed).reason).toMatch(/^StatusCode: Conflict\r\nMessage: [\s\S]*taken[\s\S]*retried 0 times/);
  cloud.target.intercept(() => undefined);
  await cloud.cycle();
  expect((await cloud.logs(bad.id)).at(-1)).toMatchObject({
    provisioningAction: 'create',
    provisioningStatusInfo: { status: 'success', errorInformation: null },
    provisioningSteps: [{ name: 'EntryEscrowRetry' }, {}, {}, {}],
  });
  expect(await cloud.logs(good.id)).toHaveLength(1);
});

test('after the second failure an object waits, unless it changes', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  cloud.target.intercept(({ method }) => (method === 'POST' ? new Response(null, { status: 500 }) : undefined));
  for (let cycle = 0; cycle < 4; cycle += 1) await cloud.cycle();
  expect(cloud.target.of('POST')).toHaveLength(2);
  cloud.change(user, { jobTitle: 'Clerk' });
  await cloud.cycle();
  expect(cloud.target.of('POST')).toHaveLength(3);
});

test('after four weeks of failures an object is given up', async () => {
  const cloud = await startCloud({ timeScale: 1_000_000_000 });
  cloud.addAssigned('joy');
  cloud.target.intercept(({ method }) => (method === 'POST' ? new Response(null, { status: 500 }) : undefined));
  for (let cycle = 0; cycle < 20 && !status(cloud).escrowsPruned; cycle += 1) await cloud.cycle();
  expect(status(cloud).escrowsPruned).toBe(true);
  cloud.target.clear();
  await cloud.cycle();
  expect(cloud.target.requests).toEqual([]);
});

test('a disable that the application refuses is a failed Disable, and the user stays managed', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.sample.faults.set('acme', { id: 'string-false-refused' });
  cloud.softDelete(user);
  await cloud.cycle();
  expect((await cloud.logs(user.id)).at(-1)).toMatchObject({
    provisioningAction: 'disable',
    provisioningStatusInfo: { status: 'failure' },
  });
  cloud.sample.faults.clear('acme');
  await cloud.cycle();
  expect((await cloud.logs(user.id)).at(-1)).toMatchObject({
    provisioningAction: 'disable',
    provisioningStatusInfo: { status: 'success' },
  });
});

test('404 for a user who is not there fails the object and quarantines the job as incompatible', async () => {
  const cloud = await startCloud();
  cloud.sample.faults.set('acme', { id: 'empty-filter-404' });
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  expect(errorOf((await cloud.logs(user.id))[0]).errorCode).toBe(
    'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering',
  );
  expect(status(cloud).quarantine?.error?.code).toBe('SystemForCrossDomainIdentityManagementServiceIncompatible');
});

test('a resource that vanished in the target is an InvalidAnchor until links are reset', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.sample.reset('acme');
  cloud.change(user, { jobTitle: 'Clerk' });
  await cloud.cycle();
  expect(errorOf((await cloud.logs(user.id)).at(-1)).errorCode).toBe('InvalidAnchor');
  await cloud.call('POST', `${cloud.job}/restart`, { criteria: { resetScope: 'Full' } });
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ title: 'Clerk' }]);
});

test('more removals than the threshold are held back until they are forced', async () => {
  const cloud = await startCloud();
  const users = ['a', 'b', 'c', 'd'].map((name) => cloud.addAssigned(name));
  await cloud.cycle();
  for (const user of users) cloud.unassign(user.id);
  await cloud.cycle();
  expect(status(cloud)).toMatchObject({ code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } });
  expect((await cloud.inTarget('Users')).every((user) => user['active'])).toBe(true);
  expect((await cloud.logs(users[0]?.id ?? '')).at(-1)?.provisioningAction).toBe('stageddelete');
  await cloud.call('POST', `${cloud.job}/restart`, { criteria: { resetScope: 'ForceDeletes' } });
  await cloud.cycle();
  expect((await cloud.inTarget('Users')).some((user) => user['active'])).toBe(false);
  expect(status(cloud)).toMatchObject({ code: 'Active', quarantine: null });
});

test('an application that cannot be reached fails the cycle and not the credentials', async () => {
  const cloud = await startCloud();
  const nowhere = [...cloud.saved.slice(0, 2), { key: 'BaseAddress', value: 'http://127.0.0.1:1/scim' }];
  await cloud.call('PUT', `${cloud.base}/secrets`, { value: [...nowhere, { key: 'SecretToken', value: 'x' }] });
  cloud.addAssigned('joy');
  await cloud.cycle();
  expect(status(cloud)).toMatchObject({
    code: 'Active',
    countSuccessiveCompleteFailures: 1,
    lastExecution: { state: 'Failed', error: { code: 'ServiceUnavailable' } },
  });
});

test('redirects are answers: credentials do not follow them', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  cloud.target.intercept(({ path }) =>
    path.startsWith('/Users') ? new Response(null, { status: 302, headers: { location: '/elsewhere' } }) : undefined,
  );
  await cloud.cycle();
  expect(cloud.target.requests.map(({ path }) => path)).not.toContain('/elsewhere');
  expect(status(cloud).lastExecution?.state).toBe('EntryLevelErrors');
});

test('an empty scope succeeds and sends nothing', async () => {
  const cloud = await startCloud();
  await cloud.cycle();
  expect(cloud.target.requests).toEqual([]);
  expect(status(cloud)).toMatchObject({ code: 'Active', lastExecution: { state: 'Succeeded', countEntitled: 0 } });
});

test('the status counts what is in the target', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  cloud.addAssignedGroup('Clerks', [user.id]);
  await cloud.cycle();
  expect(status(cloud).synchronizedEntryCountByType.map((entry) => entry.value)).toEqual([1, 1]);
  expect(status(cloud)).toMatchObject({
    progress: [{ completedUnits: 1 }],
    lastSuccessfulExecutionWithExports: { countExported: 3 },
  });
});
