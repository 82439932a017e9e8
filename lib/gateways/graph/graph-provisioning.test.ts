import { expect, test, vi } from 'vitest';
import { closedPort, openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;

/** A vendor with an application that its own sample application is to be provisioned to. */
async function vendor() {
  const isv = emulator.seedTenant();
  const { directory, provisioning } = cloud.as(isv.personas.admin);
  const { servicePrincipalId } = await directory.createApplication('Payroll');
  await vi.waitFor(async () => expect(await directory.isPrincipalVisible(servicePrincipalId)).toBe(true));
  const { scimEndpoint, bearerToken, clientId, clientSecret, tokenUrl } = emulator.sampleApp.createSpace(isv.key);
  const bearer = { kind: 'bearer' as const, token: bearerToken };
  const client = { kind: 'client-credentials' as const, clientId, clientSecret, tokenUrl };
  return { isv, provisioning, servicePrincipalId, scimEndpoint, bearer, client };
}

async function vendorWithJob() {
  const made = await vendor();
  const { provisioning, servicePrincipalId, scimEndpoint, bearer: credential } = made;
  await provisioning.saveSecrets(servicePrincipalId, { scimEndpoint, credential });
  const { jobId } = await vi.waitFor(() => provisioning.createJob(servicePrincipalId));
  return { ...made, jobId };
}

/** Somebody to provision: without anyone in scope a cycle asks the application nothing. */
function assignSomeone({ tenantId, personas }: Awaited<ReturnType<typeof vendor>>['isv'], resourceId: string) {
  const id = crypto.randomUUID();
  const appRoleId = emulator.directory.servicePrincipals.get(resourceId)?.appRoles[0]?.id ?? '';
  const principal = { principalId: personas.noAzure.objectId, principalType: 'User' as const };
  const createdAt = new Date().toISOString();
  emulator.directory.appRoleAssignments.insert({ id, tenantId, appRoleId, ...principal, resourceId, createdAt });
}

test('a connection that works is no refusal, by token and by client credentials', async () => {
  const { provisioning, servicePrincipalId, scimEndpoint, bearer, client } = await vendor();
  for (const credential of [bearer, client]) {
    expect(await provisioning.testConnection(servicePrincipalId, { scimEndpoint, credential })).toBeUndefined();
  }
});

test("a credential that the application rejects is a refusal in Entra's own words, without the token", async () => {
  const { provisioning, servicePrincipalId, scimEndpoint } = await vendor();
  const credential = { kind: 'bearer' as const, token: 'a-wrong-token' };
  const refusal = await provisioning.testConnection(servicePrincipalId, { scimEndpoint, credential });
  expect(refusal).toMatchObject({
    code: 'CredentialValidationUnavailable',
    innerCode: expect.stringContaining('CredentialValidationUnavailable'),
    message: expect.stringContaining('Unauthorized'),
  });
  expect(refusal?.message).not.toContain('a-wrong-token');
});

test('an application that answers 404 to an empty filter is a refusal of another kind', async () => {
  const { isv, provisioning, servicePrincipalId, scimEndpoint, bearer: credential } = await vendor();
  emulator.sampleApp.faults.set(isv.key, { id: 'empty-filter-404' });
  const refusal = await provisioning.testConnection(servicePrincipalId, { scimEndpoint, credential });
  expect(refusal).toMatchObject({ code: 'InvalidCredentials', message: expect.stringContaining('HTTP/404') });
});

test('an application that cannot be reached is a refusal too', async () => {
  const { provisioning, servicePrincipalId, bearer: credential } = await vendor();
  const scimEndpoint = `${(await closedPort()).replace('https', 'http')}/scim`;
  const refusal = await provisioning.testConnection(servicePrincipalId, { scimEndpoint, credential });
  expect(refusal?.code).toBe('CredentialValidationUnavailable');
});

test('a Graph that is busy or down is no refusal of the connection', async () => {
  const { isv, provisioning, servicePrincipalId, scimEndpoint, bearer: credential } = await vendor();
  const testing = () => provisioning.testConnection(servicePrincipalId, { scimEndpoint, credential });
  const path = 'validateCredentials';
  cloud.plant(isv, { service: 'graph', path, status: 429, headers: { 'retry-after': '60' } });
  await expect(testing()).rejects.toMatchObject({ code: 'upstream-throttled', details: { retryAfterSeconds: 60 } });
  cloud.plant(isv, { service: 'graph', path, status: 503 });
  await expect(testing()).rejects.toMatchObject({ code: 'upstream-unavailable' });
});

test('a job is made once the service knows the application, and found again', async () => {
  const { provisioning, servicePrincipalId } = await vendor();
  cloud.turn({ syncReplicationDelayMs: 3_600_000 });
  expect(await provisioning.findJob(servicePrincipalId)).toBeUndefined();
  await expect(provisioning.createJob(servicePrincipalId)).rejects.toMatchObject({ code: 'upstream-unavailable' });
  cloud.turn({ syncReplicationDelayMs: 0 });
  const job = await provisioning.createJob(servicePrincipalId);
  expect(await provisioning.findJob(servicePrincipalId)).toEqual(job);
});

test('a job whose creation was not answered is not made twice by the client', async () => {
  const { isv, provisioning, servicePrincipalId } = await vendor();
  cloud.turn({ syncReplicationDelayMs: 0 });
  cloud.plant(isv, { service: 'graph', method: 'POST', path: 'jobs$', status: 503, afterwards: true, times: 9 });
  await expect(provisioning.createJob(servicePrincipalId)).rejects.toMatchObject({ code: 'upstream-unavailable' });
  expect(emulator.provisioning.jobs.find((job) => job.servicePrincipalId === servicePrincipalId)).toHaveLength(1);
  expect(await provisioning.findJob(servicePrincipalId)).toBeDefined();
});

test('a job that was never started is not healthy', async () => {
  const { provisioning, servicePrincipalId, jobId } = await vendorWithJob();
  const health = await provisioning.health(servicePrincipalId, jobId);
  expect(health).toMatchObject({ jobId, healthy: false, firstCycleDone: false, schedule: 'Disabled' });
  expect(health).toMatchObject({ intervalMinutes: undefined, lastCycle: undefined, quarantine: undefined });
});

test('a started job is healthy after its first cycle', async () => {
  cloud.turn({ fastCycleMs: 60 * 60_000 });
  const { isv, provisioning, servicePrincipalId, jobId } = await vendorWithJob();
  assignSomeone(isv, servicePrincipalId);
  await provisioning.startJob(servicePrincipalId, jobId);
  const health = () => provisioning.health(servicePrincipalId, jobId);
  await vi.waitFor(async () => expect(await health()).toMatchObject({ firstCycleDone: true }));
  expect(await health()).toMatchObject({
    ...{ status: 'Active', schedule: 'Active', healthy: true, intervalMinutes: 60 },
    lastCycle: { state: 'Succeeded', endedAt: expect.stringMatching(/Z$/), exported: 1 },
  });
});

test('saved credentials that are wrong lead to quarantine, and a restart with the right ones out of it', async () => {
  const { isv, provisioning, servicePrincipalId, jobId, scimEndpoint, bearer } = await vendorWithJob();
  assignSomeone(isv, servicePrincipalId);
  const wrong = { kind: 'bearer' as const, token: 'a-wrong-token' };
  await provisioning.saveSecrets(servicePrincipalId, { scimEndpoint, credential: wrong });
  await provisioning.startJob(servicePrincipalId, jobId);
  await emulator.provisioning.runCycle(jobId);
  const ill = await provisioning.health(servicePrincipalId, jobId);
  expect(ill).toMatchObject({ healthy: false, quarantine: { reason: 'EncounteredQuarantineException' } });
  expect(ill.quarantine?.fix).toContain('credentials');
  await provisioning.saveSecrets(servicePrincipalId, { scimEndpoint, credential: bearer });
  await provisioning.restartJob(servicePrincipalId, jobId);
  await emulator.provisioning.runCycle(jobId);
  expect(await provisioning.health(servicePrincipalId, jobId)).toMatchObject({ healthy: true, quarantine: undefined });
});

test('shows the mappings of users and groups, with what matches', async () => {
  const { provisioning, servicePrincipalId, jobId } = await vendorWithJob();
  const mappings = await provisioning.mappings(servicePrincipalId, jobId);
  expect(mappings.map(({ kind, enabled }) => [kind, enabled])).toEqual(
    expect.arrayContaining([
      ['user', true],
      ['group', true],
    ]),
  );
  const user = mappings.find(({ kind }) => kind === 'user');
  expect(user?.attributes).toContainEqual({
    ...{ source: '[userPrincipalName]', sourceKind: 'attribute', target: 'userName' },
    ...{ matchingPrecedence: 1, apply: 'Always' },
  });
  expect(user?.attributes.find(({ target }) => target === 'active')?.sourceKind).toBe('function');
});

test('someone without the directory role may not touch provisioning', async () => {
  const { isv, servicePrincipalId, scimEndpoint, bearer: credential } = await vendor();
  const { provisioning } = cloud.as(isv.personas.noDirectoryRole);
  const refused = { code: 'upstream-forbidden' };
  await expect(provisioning.findJob(servicePrincipalId)).rejects.toMatchObject(refused);
  await expect(provisioning.createJob(servicePrincipalId)).rejects.toMatchObject(refused);
  const connection = { scimEndpoint, credential };
  await expect(provisioning.saveSecrets(servicePrincipalId, connection)).rejects.toMatchObject(refused);
  await expect(provisioning.testConnection(servicePrincipalId, connection)).rejects.toMatchObject(refused);
});

test('a job that is gone is not found', async () => {
  const { provisioning, servicePrincipalId, jobId } = await vendorWithJob();
  emulator.provisioning.jobs.remove(jobId);
  const gone = { code: 'upstream-not-found' };
  await expect(provisioning.health(servicePrincipalId, jobId)).rejects.toMatchObject(gone);
  await expect(provisioning.startJob(servicePrincipalId, jobId)).rejects.toMatchObject(gone);
});

test('tells where the job sends, and nothing where the directory does not tell it', async () => {
  const { isv, provisioning, servicePrincipalId, scimEndpoint } = await vendorWithJob();
  expect(await provisioning.savedEndpoint(servicePrincipalId)).toBe(scimEndpoint);
  cloud.plant(isv, { service: 'graph', method: 'GET', path: 'synchronization/secrets', status: 404 });
  expect(await provisioning.savedEndpoint(servicePrincipalId)).toBeUndefined();
});
