import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import * as candidatesRoute from './onboardings/[onboardingId]/create-application/candidates/route.ts';
import * as checkRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as completeRoute from './onboardings/[onboardingId]/complete-step/route.ts';
import * as connectionRoute from './onboardings/[onboardingId]/configure-provisioning/test-connection/route.ts';
import * as createRoute from './onboardings/[onboardingId]/create-application/route.ts';
import * as operationRoute from './onboardings/[onboardingId]/operations/[kind]/route.ts';
import * as provisioningRoute from './onboardings/[onboardingId]/configure-provisioning/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { ARM, graph, portal } from './portal.fixture.ts';

const { emulator, call, consent, ended } = await portal();
const { admin } = SEED.contoso.personas;
let params: { onboardingId: string };
let connection: { scimEndpoint: string; credential: { kind: 'bearer'; token: string } };

beforeAll(async () => {
  const space = emulator.sampleApp.createSpace('first-steps');
  connection = { scimEndpoint: space.scimEndpoint, credential: { kind: 'bearer', token: space.bearerToken } };
  await consent(admin, graph('User.Read'));
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
  params = { onboardingId: String(started.body.id) };
});

const operation = (kind: string) => () => call(operationRoute.GET, { as: admin, params: { ...params, kind } });
const complete = (step: string) => call(completeRoute.POST, { as: admin, params, body: { step } });

test('an ISV admin gets from the requirements to a healthy provisioning job', async () => {
  const blind = await call(checkRoute.POST, { as: admin, params, body: {} });
  expect(blind.body.missingConsent).toContain('https://graph.microsoft.com/Domain.Read.All');
  const reopened = await call(checkRoute.GET, { as: admin, params });
  expect(reopened.body.missingConsent).toEqual(blind.body.missingConsent);
  await consent(admin, [
    ...graph('RoleManagement.Read.Directory', 'Domain.Read.All', 'LicenseAssignment.Read.All'),
    ...graph('Application.Read.All', 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All'),
  ]);
  await consent(admin, [ARM]);
  const checked = await call(checkRoute.POST, { as: admin, params, body: connection });
  const states = Object.fromEntries(
    (checked.body.answers as { rule: string; state: string }[]).map(({ rule, state }) => [rule, state]),
  );
  expect(checked.body.missingConsent).toEqual([]);
  expect((await call(checkRoute.GET, { as: admin, params })).body.missingConsent).toEqual([]);
  expect(states).toMatchObject({
    'tenant.role': 'met',
    'tenant.grantRole': 'met',
    'tenant.p1.logs': 'met',
    'tenant.domain': 'met',
    'azure.subscription': 'met',
    'azure.roleAssignments': 'met',
    'scim.users': 'met',
    'scim.emptyFilter': 'met',
  });
  expect((await complete('check-requirements')).status).toBe(200);

  const created = await call(createRoute.POST, { as: admin, params, body: { mode: 'create', name: 'Payroll' } });
  expect(created.body).toMatchObject({ kind: 'create-application', state: 'running' });
  expect(await ended(operation('create-application'))).toMatchObject({ state: 'done' });
  const candidates = await call(candidatesRoute.GET, { as: admin, params });
  expect(candidates.body.candidates).toMatchObject([{ name: 'Payroll' }]);
  expect((await complete('create-application')).status).toBe(200);

  const tested = await call(connectionRoute.POST, { as: admin, params, body: connection });
  expect(tested.body).toMatchObject({ outcome: 'connected' });
  await call(provisioningRoute.POST, { as: admin, params, body: connection });
  expect(await ended(operation('configure-provisioning'))).toMatchObject({ state: 'done' });
  const step = await call(provisioningRoute.GET, { as: admin, params });
  expect(step.body).toMatchObject({ authentication: 'bearer', health: { healthy: true, firstCycleDone: true } });
  const completed = await complete('configure-provisioning');
  expect(completed.body).toMatchObject({ nextStep: 'deploy-logic-app', jobId: step.body.jobId });
}, 60_000);
