import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import * as checkRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as completeRoute from './onboardings/[onboardingId]/complete-step/route.ts';
import * as connectionRoute from './onboardings/[onboardingId]/configure-provisioning/test-connection/route.ts';
import * as createRoute from './onboardings/[onboardingId]/create-application/route.ts';
import * as operationRoute from './onboardings/[onboardingId]/operations/[kind]/route.ts';
import * as provisioningRoute from './onboardings/[onboardingId]/configure-provisioning/route.ts';
import * as resumeRoute from './onboardings/[onboardingId]/operations/[kind]/resume/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { graph, portal } from './portal.fixture.ts';

const { emulator, call, consent, ended } = await portal();
const { admin } = SEED.contoso.personas;
const { directory } = emulator;
const space = emulator.sampleApp.createSpace('unhappy-steps');
const GOOD = { scimEndpoint: space.scimEndpoint, credential: { kind: 'bearer', token: space.bearerToken } };
const BAD = { ...GOOD, credential: { kind: 'bearer', token: 'planted-wrong-token' } };

beforeAll(async () => {
  await consent(admin, graph('User.Read', 'Application.Read.All', 'Application.ReadWrite.All'));
  await consent(admin, graph('Synchronization.ReadWrite.All'));
});

/** An onboarding whose requirements were looked at. */
async function checked(name: string) {
  const { body } = await call(onboardingsRoute.POST, { as: admin, body: { name } });
  const params = { onboardingId: String(body.id) };
  await call(checkRoute.POST, { as: admin, params, body: {} });
  await call(completeRoute.POST, { as: admin, params, body: { step: 'check-requirements' } });
  const of = (kind: string) => ({ ...params, kind });
  return {
    params,
    operation: (kind: string) => () => call(operationRoute.GET, { as: admin, params: of(kind) }),
    create: () => call(createRoute.POST, { as: admin, params, body: { mode: 'create', name } }),
    configure: (body: object) => call(provisioningRoute.POST, { as: admin, params, body }),
    testConnection: (body: object) => call(connectionRoute.POST, { as: admin, params, body }),
    resume: (kind: string, body = {}) => call(resumeRoute.POST, { as: admin, params: of(kind), body }),
  };
}

async function withApplication(name: string) {
  const onboarding = await checked(name);
  await onboarding.create();
  await ended(onboarding.operation('create-application'));
  await call(completeRoute.POST, { as: admin, params: onboarding.params, body: { step: 'create-application' } });
  return onboarding;
}

const applicationsCalled = (name: string) =>
  directory.servicePrincipals.find((one) => one.displayName === name && one.tenantId === SEED.contoso.tenantId);

function plant(fault: { method: string; path: string; status: number; afterwards?: boolean }) {
  const body = { error: { code: 'Planted', message: 'A planted failure.' } };
  emulator.core.faults.planted.insert({ id: crypto.randomUUID(), service: 'graph', times: 1, body, ...fault });
}

test('an answer that got lost on its way makes no second application', async () => {
  plant({ method: 'POST', path: '/instantiate$', status: 503, afterwards: true });
  const { create, operation } = await checked('Lost Answer');
  await create();
  expect(await ended(operation('create-application'))).toMatchObject({ state: 'done' });
  expect(applicationsCalled('Lost Answer')).toHaveLength(1);
});

test('two presses at once make one application', async () => {
  const { create, operation } = await checked('Pressed Twice');
  const pressed = await Promise.all([create(), create(), create()]);
  expect(pressed.map(({ status }) => status)).toEqual([200, 200, 200]);
  await ended(operation('create-application'));
  expect(applicationsCalled('Pressed Twice')).toHaveLength(1);
});

test('a name that the directory has is refused at the field', async () => {
  await withApplication('Taken Name');
  const { create } = await checked('Taken Name');
  expect(await create()).toMatchObject({ status: 409, body: { code: 'name-taken', field: 'name' } });
});

test('Entra’s refusal of a connection is told in plain words, with the credential masked', async () => {
  const { testConnection } = await withApplication('Refused Connection');
  const refused = await testConnection(BAD);
  expect(refused.body).toMatchObject({ outcome: 'refused', cause: 'credential-rejected' });
  expect(JSON.stringify(refused.body)).not.toContain('planted-wrong-token');
  emulator.sampleApp.faults.set('unhappy-steps', { id: 'empty-filter-404' });
  expect((await testConnection(GOOD)).body).toMatchObject({ cause: 'empty-filter-not-200' });
  emulator.sampleApp.faults.clear('unhappy-steps');
  const nowhere = { ...GOOD, scimEndpoint: 'http://127.0.0.1:9/scim' };
  expect((await testConnection(nowhere)).body).toMatchObject({ cause: 'unreachable' });
});

test('a wrong credential is found out before it is saved, and the right one then goes through', async () => {
  const { configure, operation } = await withApplication('Wrong Credential');
  await configure(BAD);
  const stopped = await ended(operation('configure-provisioning'));
  expect(stopped).toMatchObject({ state: 'failed', problem: { code: 'conflict' } });
  expect(stopped.problem?.detail).toContain('Your endpoint refused the credential');
  await configure(GOOD);
  expect(await ended(operation('configure-provisioning'))).toMatchObject({ state: 'done' });
}, 60_000);

test('configuring again resets the same job and waits for a new healthy cycle', async () => {
  const { configure, operation, params } = await withApplication('Configured Again');
  await configure(GOOD);
  await ended(operation('configure-provisioning'));
  const { body: before } = await call(provisioningRoute.GET, { as: admin, params });
  await configure(GOOD);
  const again = await ended(operation('configure-provisioning'));
  expect(again.steps.find(({ name }) => name === 'start')?.detail).toContain('Restarted');
  const { body: after } = await call(provisioningRoute.GET, { as: admin, params });
  expect(after).toMatchObject({ jobId: before.jobId, health: { healthy: true } });
}, 60_000);

test('a resume asks for the credential while it has not been saved', async () => {
  const { configure, operation, resume } = await withApplication('Asked Again');
  plant({ method: 'PUT', path: '/secrets$', status: 403 });
  await configure(GOOD);
  const kind = 'configure-provisioning';
  expect(await ended(operation(kind))).toMatchObject({ state: 'failed', needsCredential: true });
  expect(await resume(kind)).toMatchObject({ status: 422, body: { code: 'credential-needed' } });
  await resume(kind, { credential: GOOD.credential });
  expect(await ended(operation(kind))).toMatchObject({ state: 'done' });
}, 60_000);

test('with nothing started there is nothing to resume', async () => {
  const { resume } = await checked('Nothing Started');
  expect(await resume('create-application')).toMatchObject({ status: 404, body: { code: 'not-found' } });
});
