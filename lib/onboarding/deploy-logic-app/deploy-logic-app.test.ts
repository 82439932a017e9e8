import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { ANN, BOB, fakeAzure, fakeDirectory, fakeScim, type Failures } from '../fakes.ts';
import { fakeOperations } from '../operations/fakes.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import type { Azure, Directory, WorkflowFacts } from '../ports.ts';
import { anOnboarding, fakeAuditTrail, fakeLedger, fakeOnboardings } from '../record/fakes.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import { aRun, fakeLogicApps, fakePortal, fakeRuns, RESOURCE_ID, SUBSCRIPTION } from '../run-validation/fakes.ts';
import { LogicAppStep, type DeployLogicAppInput } from './contract.ts';
import { deployLogicApp, deployResume, readLogicAppStep } from './deploy-logic-app.ts';

const CARRIER = { ...ANN, expiresAt: new Date(Date.now() + 3_600_000) };
const CREDENTIAL = { kind: 'bearer', token: 'planted-token-value' } as const;
const INPUT: DeployLogicAppInput = {
  subscriptionId: SUBSCRIPTION,
  resourceGroup: 'rg',
  createResourceGroup: true,
  location: 'westeurope',
  logicAppName: 'validation',
  template: 'own-consumption-1.0',
  portalMayRead: true,
  credential: CREDENTIAL,
};
const APPLICATION = { directoryAppId: 'a', applicationObjectId: 'o', servicePrincipalId: 's', name: 'Payroll' };
const PORTAL = {
  directoryAppId: 'portal-client',
  applicationObjectId: 'p',
  servicePrincipalId: 'portal-sp',
  name: 'Portal',
  createdAt: '',
};
const FORBIDDEN = new AppError('upstream-forbidden', 'refused');

type Options = { record?: Partial<OnboardingRecord>; directory?: Failures<Directory>; azure?: Failures<Azure> };

function setUp({ record: changes = {}, directory: directoryFails = {}, azure: azureFails = {} }: Options = {}) {
  const now = new Date();
  const record = anOnboarding({
    application: APPLICATION,
    scimEndpoint: 'https://scim.example/v2',
    completed: { 'check-requirements': now, 'create-application': now, 'configure-provisioning': now },
    ...changes,
  });
  const { directory, state: directoryState } = fakeDirectory({ applications: [PORTAL] }, directoryFails);
  const { azure } = fakeAzure({ groups: { [SUBSCRIPTION]: [{ name: 'rg', location: 'westeurope' }] } }, azureFails);
  const { logicApps, state } = fakeLogicApps();
  const { operations } = fakeOperations();
  const runs: RunRecord[] = [];
  const ports = {
    directory,
    azure,
    logicApps,
    operations,
    portal: fakePortal(logicApps),
    scim: fakeScim(),
    officialTemplate: { load: async () => ({ unavailable: 'It could not be downloaded.' }) },
    offeredTemplates: [] as string[],
    onboardings: fakeOnboardings([record]),
    ledger: fakeLedger(),
    audit: fakeAuditTrail(),
    runs: fakeRuns(runs),
    pollIntervalMs: 1_000,
  };
  const deploy = (input: Partial<DeployLogicAppInput> = {}) =>
    deployLogicApp(ports, { carrier: CARRIER, onboardingId: record.id, input: { ...INPUT, ...input } });
  const read = async () => LogicAppStep.parse(await readLogicAppStep(ports, { person: ANN, onboardingId: record.id }));
  const resume = () =>
    resumeOperation(ports, {
      onboardingId: record.id,
      kind: 'deploy-logic-app',
      carrier: CARRIER,
      stepsFor: deployResume(ports),
      credential: CREDENTIAL,
    });
  return { ports, runs, state, directoryState, deploy, read, resume, directoryFails, record };
}

test('an edition that is not offered any more is refused, unless it is the one that is deployed already', async () => {
  const { ports, record } = setUp();
  const late = { ...ports, offeredTemplates: ['official-consumption-3.1'] };
  const ask = { carrier: CARRIER, onboardingId: record.id, input: INPUT };
  await expect(deployLogicApp(late, ask)).rejects.toMatchObject({ code: 'template-unavailable' });
  await deployLogicApp({ ...ports, offeredTemplates: ['own-consumption-1.0'] }, ask);
  expect(await deployLogicApp(late, ask)).toMatchObject({ kind: 'deploy-logic-app' });
});

test('deploys switched off, grants exactly the roles of the template and reads all back', async () => {
  const { state, directoryState, deploy, read } = setUp();
  expect(await deploy()).toMatchObject({ state: 'done' });
  expect(state.workflows.get(RESOURCE_ID)?.state).toBe('disabled');
  expect(state.runs).toEqual([]);
  expect(directoryState.graphRoles.map(({ role }) => role)).toEqual(
    OWN_CONSUMPTION.graphRoles.map(({ value }) => value),
  );
  const { logicApp, permissions } = await read();
  expect(logicApp).toMatchObject({
    resourceId: RESOURCE_ID,
    identityPrincipalId: 'identity',
    definitionHash: OWN_CONSUMPTION.canonicalHash,
  });
  expect(permissions.map((one) => one.state)).toEqual(permissions.map(() => 'read-back'));
});

test('the token goes into the secure parameter and nowhere else', async () => {
  const { ports, state, deploy } = setUp();
  const view = await deploy();
  expect(state.secrets).toEqual([{ scimBearerToken: CREDENTIAL.token }]);
  expect(JSON.stringify([view, ports.audit.entries, [...state.workflows.values()]])).not.toContain(CREDENTIAL.token);
});

test('a refused Reader is not granted, and the ledger says so', async () => {
  const { ports, record, deploy, read } = setUp();
  expect((await deploy({ portalMayRead: false })).steps.map(({ name }) => name)).not.toContain('reader');
  expect((await read()).permissions.at(-1)).toMatchObject({ role: 'Reader', state: 'refused-by-you' });
  const granted = await ports.ledger.list('contoso', record.id);
  expect(granted.map(({ permission }) => permission)).not.toContain('azure-role/Reader');
});

test('whoever may not grant roles is told which role it needs; a colleague goes on', async () => {
  const { directoryFails, state, deploy, resume } = setUp({ directory: { grantGraphRole: FORBIDDEN } });
  const stopped = await deploy();
  expect(stopped).toMatchObject({ state: 'failed', problem: { code: 'role-missing' } });
  expect(stopped.problem?.detail).toContain('Privileged Role Administrator');
  delete directoryFails.grantGraphRole;
  expect(await resume()).toMatchObject({ state: 'done' });
  expect(state.calls.filter((call) => call === 'write')).toHaveLength(1);
});

test('whoever may not assign Azure roles is told which one it needs', async () => {
  const { deploy } = setUp({ azure: { grantReader: FORBIDDEN } });
  expect(await deploy()).toMatchObject({ state: 'failed', problem: { code: 'role-missing' } });
});

test('without a service principal of the portal Reader cannot be granted', async () => {
  const { directoryState, deploy } = setUp();
  directoryState.applications = [];
  expect(await deploy()).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
});

test('a resource group that is not there is named', async () => {
  const { deploy } = setUp();
  const view = await deploy({ resourceGroup: 'other', createResourceGroup: false });
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
});

test('a Logic App that is not this onboarding’s is never overwritten', async () => {
  const { state, deploy } = setUp();
  state.workflows.set(RESOURCE_ID, { tags: {}, resourceId: RESOURCE_ID } as WorkflowFacts);
  await expect(deploy()).rejects.toMatchObject({ code: 'name-taken', details: { field: 'logicAppName' } });
  expect(state.calls).not.toContain('write');
});

test('pressed again, the same Logic App is used; a second one is refused', async () => {
  const { state, deploy } = setUp();
  await deploy();
  await deploy();
  expect(state.workflows.size).toBe(1);
  await expect(deploy({ logicAppName: 'another' })).rejects.toMatchObject({ code: 'conflict' });
});

test('one that was deleted by hand is said to be gone, with its roles, and deploying again makes and grants anew', async () => {
  const { state, deploy, read } = setUp();
  await deploy();
  expect((await read()).logicApp?.inAzure).toBe('there');
  state.workflows.delete(RESOURCE_ID);
  const { logicApp, permissions } = await read();
  expect(logicApp).toMatchObject({ resourceId: RESOURCE_ID, inAzure: 'gone' });
  expect(new Set(permissions.map((one) => one.state))).toEqual(new Set(['not-granted']));
  expect(await deploy()).toMatchObject({ state: 'done' });
  const again = await read();
  expect(again.logicApp?.inAzure).toBe('there');
  expect(again.permissions.map((one) => one.state)).toEqual(again.permissions.map(() => 'read-back'));
});

test('one that is gone may have its successor elsewhere', async () => {
  const { state, deploy, read } = setUp();
  await deploy();
  state.workflows.delete(RESOURCE_ID);
  expect(await deploy({ logicAppName: 'another' })).toMatchObject({ state: 'done' });
  expect((await read()).logicApp).toMatchObject({ name: 'another', inAzure: 'there' });
});

test('another of the same name has another identity, and is told apart', async () => {
  const { state, deploy, read } = setUp();
  await deploy();
  Object.assign(state.workflows.get(RESOURCE_ID)!, { identityPrincipalId: 'other' });
  expect((await read()).logicApp?.inAzure).toBe('replaced');
});

test('whoever may not read the Logic App sees the step all the same', async () => {
  const { ports, state, deploy, read } = setUp();
  await deploy({ portalMayRead: false });
  state.workflows.delete(RESOURCE_ID);
  ports.logicApps.workflow = () => Promise.reject(new AppError('upstream-forbidden', 'refused'));
  expect((await read()).logicApp?.inAzure).toBe('unknown');
});

test('deleted while the deployment stood still, it is written anew', async () => {
  const { directoryFails, state, deploy } = setUp({ directory: { grantGraphRole: FORBIDDEN } });
  await deploy();
  state.workflows.delete(RESOURCE_ID);
  delete directoryFails.grantGraphRole;
  expect(await deploy()).toMatchObject({ state: 'done' });
  expect(state.workflows.size).toBe(1);
});

test('while a run goes on nothing is written', async () => {
  const { runs, record, state, deploy } = setUp();
  runs.push(aRun({ onboardingId: record.id }));
  await expect(deploy()).rejects.toMatchObject({ code: 'conflict' });
  expect(state.calls).not.toContain('write');
});

test('a template that cannot be had is refused before anything is made', async () => {
  const { state, deploy } = setUp();
  await expect(deploy({ template: 'official-consumption-3.1' })).rejects.toMatchObject({
    code: 'template-unavailable',
  });
  expect(state.calls).not.toContain('write');
});

test('is refused before the earlier steps are complete', async () => {
  const { deploy } = setUp({ record: { completed: {} } });
  await expect(deploy()).rejects.toMatchObject({ code: 'step-not-open' });
});

test('somebody else’s onboarding is not deployed', async () => {
  const { ports, record, directoryState } = setUp();
  directoryState.activeRoles = [];
  const carrier = { ...BOB, expiresAt: CARRIER.expiresAt };
  await expect(deployLogicApp(ports, { carrier, onboardingId: record.id, input: INPUT })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
