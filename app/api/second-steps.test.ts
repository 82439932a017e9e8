import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { DeploymentOptions, LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { Preflight, RunView, ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { SubmissionView } from '#lib/review/contract.ts';
import * as actionRoute from './onboardings/[onboardingId]/run-validation/runs/[runId]/actions/[action]/route.ts';
import * as completeRoute from './onboardings/[onboardingId]/complete-step/route.ts';
import * as checkRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as createRoute from './onboardings/[onboardingId]/create-application/route.ts';
import * as deployRoute from './onboardings/[onboardingId]/deploy-logic-app/route.ts';
import * as onboardingRoute from './onboardings/[onboardingId]/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import * as operationRoute from './onboardings/[onboardingId]/operations/[kind]/route.ts';
import * as optionsRoute from './onboardings/[onboardingId]/deploy-logic-app/options/route.ts';
import * as preflightRoute from './onboardings/[onboardingId]/run-validation/pre-flight/route.ts';
import * as programRoute from './program/onboardings/route.ts';
import * as provisioningRoute from './onboardings/[onboardingId]/configure-provisioning/route.ts';
import * as publishingRoute from './onboardings/[onboardingId]/request-publishing/route.ts';
import * as revokeRoute from './onboardings/[onboardingId]/deploy-logic-app/revoke/route.ts';
import * as runRoute from './onboardings/[onboardingId]/run-validation/runs/[runId]/route.ts';
import * as runsRoute from './onboardings/[onboardingId]/run-validation/runs/route.ts';
import * as submissionsRoute from './review/submissions/route.ts';
import * as validationRoute from './onboardings/[onboardingId]/run-validation/route.ts';
import * as verifyRoute from './review/submissions/[submissionId]/verify/route.ts';
import { ARM, graph, portal } from './portal.fixture.ts';

const { emulator, call, consent, ended } = await portal();
const { admin } = SEED.contoso.personas;
const { reviewer1, programManager } = SEED.operator.personas;
let params: { onboardingId: string };
let connection: { scimEndpoint: string; credential: { kind: 'bearer'; token: string } };

const get = async (handler: typeof onboardingRoute.GET, more: Record<string, string> = {}) =>
  (await call(handler, { as: admin, params: { ...params, ...more } })).body;
const post = (handler: typeof createRoute.POST, body: unknown) => call(handler, { as: admin, params, body });
const operation = (kind: string) => ended(() => call(operationRoute.GET, { as: admin, params: { ...params, kind } }));
const complete = (step: string) => post(completeRoute.POST, { step });

beforeAll(async () => {
  // Nothing is downloaded in a test.
  process.env.OFFICIAL_TEMPLATE_URL = 'https://localhost:9/none';
  await consent(admin, [
    ...graph('User.Read', 'RoleManagement.Read.Directory', 'Domain.Read.All', 'LicenseAssignment.Read.All'),
    ...graph('Application.Read.All', 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All'),
    ...graph('AppRoleAssignment.ReadWrite.All', 'User.ReadWrite.All', 'Group.ReadWrite.All'),
  ]);
  await consent(admin, [ARM]);
  const { sendingQueue } = await import('#lib/services/jobs.ts');
  const queue = await sendingQueue();
  await queue.work();
  return () => queue.stop();
});

/** An onboarding whose provisioning job is healthy. */
async function healthyJob(name: string): Promise<void> {
  const space = emulator.sampleApp.createSpace(name.toLowerCase());
  connection = { scimEndpoint: space.scimEndpoint, credential: { kind: 'bearer', token: space.bearerToken } };
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name } });
  params = { onboardingId: String(started.body.id) };
  await post(checkRoute.POST, connection);
  await complete('check-requirements');
  await post(createRoute.POST, { mode: 'create', name });
  await operation('create-application');
  await complete('create-application');
  await post(provisioningRoute.POST, connection);
  await operation('configure-provisioning');
  await complete('configure-provisioning');
}

test('an ISV admin gets from a healthy job to a submission that a reviewer verifies again', async () => {
  await healthyJob('Payroll');
  await deploy('own-consumption-1.0');
  const runId = await readyRun();
  await submit(runId);
  await reviewed();
  await revoked();
}, 180_000);

test.skipIf(!process.env.OFFICIAL_TEMPLATE_FILE)(
  'needs OFFICIAL_TEMPLATE_FILE: Microsoft’s template, unmodified, gives a ready run that may be handed in',
  async () => {
    await healthyJob('Benefits');
    await deploy('official-consumption-3.1');
    await submit(await readyRun());
  },
  180_000,
);

async function deploy(template: string): Promise<void> {
  const { subscriptions } = DeploymentOptions.parse(await get(optionsRoute.GET));
  const place = subscriptions.find(({ mayDeploy, mayAssignRoles }) => mayDeploy && mayAssignRoles);
  const step = LogicAppStep.parse(await get(deployRoute.GET));
  await post(deployRoute.POST, {
    subscriptionId: place?.subscriptionId,
    resourceGroup: step.suggestedNames.resourceGroup,
    createResourceGroup: true,
    location: 'westeurope',
    logicAppName: step.suggestedNames.logicApp,
    template,
    portalMayRead: true,
    credential: connection.credential,
  });
  expect(await operation('deploy-logic-app')).toMatchObject({ state: 'done' });
  const deployed = LogicAppStep.parse(await get(deployRoute.GET));
  expect(deployed.permissions.every(({ state }) => state === 'read-back')).toBe(true);
  expect((await complete('deploy-logic-app')).body).toMatchObject({ nextStep: 'run-validation' });
}

async function readyRun(): Promise<string> {
  const { proposal } = ValidationStep.parse(await get(validationRoute.GET));
  const { credential } = connection;
  const before = Preflight.parse((await post(preflightRoute.POST, { credential })).body);
  expect(before.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
  await post(runsRoute.POST, { parameters: proposal, credential });
  expect(await operation('start-run')).toMatchObject({ state: 'done' });
  const { runs } = ValidationStep.parse(await get(validationRoute.GET));
  const runId = runs[0]!.id;
  const run = await judged(runId);
  expect(run.tests.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(run).toMatchObject({ ready: true, verified: true, watchedBy: 'portal' });
  const content = await get(actionRoute.GET, { runId, action: run.tests[0]!.phases[0]!.actions[0]! });
  expect(JSON.stringify(content)).not.toContain(credential.token);
  return runId;
}

async function submit(runId: string): Promise<void> {
  const contact = { name: 'Ines Admin', email: 'ines@contoso.example' };
  const documentation = ['https://docs.contoso.example/scim'];
  await post(publishingRoute.POST, { runId, engineeringContact: contact, supportContact: contact, documentation });
  expect(await operation('request-publishing')).toMatchObject({ state: 'done' });
  expect(await get(onboardingRoute.GET)).toMatchObject({ submission: { status: 'submitted' } });
}

async function reviewed(): Promise<void> {
  const { submissionId, body } = await verifiedAgain();
  expect(submissionId).toBe(((await get(onboardingRoute.GET)) as { submission: { id: string } }).submission.id);
  const { reverifications } = SubmissionView.parse(body);
  expect(reverifications).toMatchObject([{ differences: [] }]);
  expect(reverifications[0]?.problem).toBeUndefined();
  const table = await call(programRoute.GET, { as: programManager });
  expect(table.body.rows).toMatchObject([{ step: 'submitted', lastVerdict: 'ready' }]);
}

/** Roles that are taken back are gone for the portal too, and the reviewer sees it. */
async function revoked(): Promise<void> {
  await post(revokeRoute.POST, {});
  expect(await operation('revoke-roles')).toMatchObject({ state: 'done' });
  const { body } = await verifiedAgain();
  expect(SubmissionView.parse(body).reverifications[0]?.problem).toContain('Reader');
}

async function verifiedAgain() {
  const listed = await call(submissionsRoute.GET, { as: reviewer1 });
  const [{ id: submissionId }] = listed.body.submissions as [{ id: string }];
  const { body } = await call(verifyRoute.POST, { as: reviewer1, params: { submissionId }, body: {} });
  return { submissionId, body };
}

/** Looks as the page does, until the run is judged. */
async function judged(runId: string): Promise<RunView> {
  for (let look = 0; look < 600; look += 1) {
    const run = RunView.parse(await get(runRoute.GET, { runId }));
    if (run.ready !== undefined) return run;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The run was not judged.');
}
