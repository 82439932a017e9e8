import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import { beginRun } from './begin-run.ts';
import { aRun, RESOURCE_ID } from './fakes.ts';
import { startRun, startRunResume } from './start-run.ts';
import { CARRIER, CREDENTIAL, deployedWorld, LOGIC_APP, PARAMETERS } from './world.ts';

type World = ReturnType<typeof deployedWorld>;
const start = ({ ports, onboarding }: World, parameters = PARAMETERS) =>
  startRun(ports, { carrier: CARRIER, onboardingId: onboarding.id, input: { parameters, credential: CREDENTIAL } });
const resume = ({ ports, onboarding }: World) =>
  resumeOperation(ports, {
    onboardingId: onboarding.id,
    kind: 'start-run',
    carrier: CARRIER,
    stepsFor: startRunResume(ports),
    credential: CREDENTIAL,
  });

const waits = { progress: async () => undefined, wait: async () => undefined };
const RECURRENCE = { name: 'Manual_Recurrence', type: 'Recurrence', firesWhenEnabled: true } as const;

test('starts one run with the parameters and the token, watches it and switches the Logic App off', async () => {
  const world = deployedWorld();
  expect(await start(world)).toMatchObject({ state: 'done' });
  expect(world.cloud.runs).toHaveLength(1);
  expect(world.cloud.workflows.get(RESOURCE_ID)).toMatchObject({
    state: 'disabled',
    parameters: { EnabledTests: { value: 'All' } },
  });
  expect(world.cloud.secrets).toEqual([{ scimBearerToken: CREDENTIAL.token }]);
  expect(world.rows).toMatchObject([{ runName: world.cloud.runs[0]?.runName, status: 'running', watchedBy: 'portal' }]);
  expect(world.watched).toEqual([{ tenantId: 'contoso', onboardingId: world.onboarding.id, runId: world.rows[0]?.id }]);
});

test('neither the token nor a profile’s password is kept', async () => {
  const world = deployedWorld();
  const userProfiles = [{ displayName: 'Ada', passwordProfile: { password: 'planted-password' } }];
  const view = await start(world, { ...PARAMETERS, userProfiles });
  const kept = JSON.stringify([view, world.rows, world.ports.audit.entries, [...world.cloud.workflows.values()]]);
  expect(kept).not.toMatch(/planted-(token|password)/);
});

test('what blocks is named, and nothing is written', async () => {
  const world = deployedWorld();
  world.cloud.workflows.delete(RESOURCE_ID);
  const view = await start(world);
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'run-not-possible' } });
  expect(view.problem?.detail).toContain('is not in Azure');
  expect(world.cloud.calls).not.toContain('write');
});

test('revoked roles are granted again before the run', async () => {
  const world = deployedWorld();
  world.directory.graphRoles.splice(0, 2);
  const view = await start(world);
  expect(world.directory.graphRoles.map(({ role }) => role).sort()).toEqual(
    OWN_CONSUMPTION.graphRoles.map(({ value }) => value).sort(),
  );
  expect(view.steps.find(({ name }) => name === 'roles')?.detail).toContain('Granted again');
});

test('without the portal’s Reader the run is followed by the person', async () => {
  const world = deployedWorld({ logicApp: { ...LOGIC_APP, portalMayRead: false } });
  await start(world);
  expect(world.rows).toMatchObject([{ watchedBy: 'you' }]);
  expect(world.watched).toEqual([]);
});

test('stopped after the run began, a resume adopts it and starts no second', async () => {
  const failures = { disable: new AppError('upstream-forbidden', 'refused') as Error | undefined };
  const world = deployedWorld();
  const { logicApps } = world.ports;
  world.ports.logicApps = {
    ...logicApps,
    trigger: async (...given) => {
      await logicApps.trigger(...given);
      throw new AppError('upstream-forbidden', 'the answer was lost');
    },
  };
  expect(await start(world)).toMatchObject({ state: 'failed' });
  world.ports.logicApps = {
    ...logicApps,
    disable: async (...given) => {
      if (failures.disable) throw failures.disable;
      return logicApps.disable(...given);
    },
  };
  expect(await resume(world)).toMatchObject({ state: 'failed' });
  failures.disable = undefined;
  expect(await resume(world)).toMatchObject({ state: 'done' });
  expect(world.cloud.runs).toHaveLength(1);
  expect(world.rows).toHaveLength(1);
});

test('a run that Azure does not name is found as the newest one since', async () => {
  const world = deployedWorld();
  world.cloud.hidesRunName = true;
  world.cloud.runs.push({
    runName: 'earlier',
    workflowResourceId: RESOURCE_ID,
    versionId: 'v0',
    status: 'Succeeded',
    startedAt: '2026-01-01T00:00:00Z',
  });
  await start(world);
  expect(world.rows[0]?.runName).toBe(world.cloud.runs[0]?.runName);
  expect(world.rows[0]?.runName).not.toBe('earlier');
});

test('the run that a Recurrence starts by itself is adopted, none is triggered', async () => {
  const world = deployedWorld();
  const workflow = world.cloud.workflows.get(RESOURCE_ID)!;
  world.cloud.workflows.set(RESOURCE_ID, { ...workflow, definition: { triggers: { r: { type: 'Recurrence' } } } });
  const run = await beginRun(world.ports, waits, {
    resourceId: RESOURCE_ID,
    trigger: RECURRENCE,
    earlier: new Set(),
    isRepeat: false,
  });
  expect(world.cloud.runs).toMatchObject([{ runName: run.runName }]);
  expect(world.cloud.calls).not.toContain('trigger');
});

test('a Recurrence that does not fire is triggered; one that fires late is cancelled', async () => {
  const world = deployedWorld();
  const { logicApps } = world.ports;
  const late = {
    ...logicApps,
    trigger: async (...given: [string, string]) => {
      const name = await logicApps.trigger(...given);
      await logicApps.trigger(...given);
      return name;
    },
  };
  const run = await beginRun({ logicApps: late, pollIntervalMs: 1_000 }, waits, {
    resourceId: RESOURCE_ID,
    trigger: RECURRENCE,
    earlier: new Set(),
    isRepeat: false,
  });
  expect(run.status).toBe('Running');
  expect(world.cloud.runs.map(({ status }) => status)).toEqual(['Cancelled', 'Running']);
});

test('while a run goes on no other is started', async () => {
  const world = deployedWorld();
  world.rows.push(aRun({ onboardingId: world.onboarding.id }));
  await expect(start(world)).rejects.toMatchObject({ code: 'conflict' });
});

test('test users may only be made in a verified domain', async () => {
  const parameters = { ...PARAMETERS, testUserDomain: 'other.example' };
  await expect(start(deployedWorld(), parameters)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('is refused before the Logic App is deployed', async () => {
  await expect(start(deployedWorld({ completed: {} }))).rejects.toMatchObject({ code: 'step-not-open' });
});
