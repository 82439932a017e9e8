import { expect, test, vi } from 'vitest';
import { openCloud } from '../emulator.fixture.ts';
import { definition, TOKEN, vendorWithGroup, vendorWithWorkflow, WAITING } from './workflow.fixture.ts';

const cloud = await openCloud();

test('a workflow is written disabled, with an identity, and its secret is not read back', async () => {
  const { logicApps, directory, workflow, resourceId } = await vendorWithGroup(cloud);
  const written = await logicApps.write(workflow);
  expect(written).toMatchObject({
    ...{ resourceId, location: 'westeurope', state: 'disabled', tags: { onboarding: 'one' } },
    definition: definition(),
    parameters: { endpoint: { value: 'https://isv.example/scim' } },
  });
  expect(await logicApps.workflow(resourceId)).toEqual(written);
  expect(JSON.stringify(written)).not.toContain(TOKEN);
  await vi.waitFor(async () => {
    expect(await directory.isPrincipalVisible(written.identityPrincipalId ?? '')).toBe(true);
  });
});

test('a workflow that is written again keeps its identity and becomes another version', async () => {
  const { logicApps, workflow } = await vendorWithGroup(cloud);
  const first = await logicApps.write(workflow);
  const second = await logicApps.write({ ...workflow, tags: {} });
  expect(second.identityPrincipalId).toBe(first.identityPrincipalId);
  expect(second.versionId).not.toBe(first.versionId);
});

test('nothing is written without the secrets that the definition declares', async () => {
  const { isv, logicApps, workflow, resourceId } = await vendorWithGroup(cloud);
  for (const secureParameters of [{}, { token: '' }, { other: TOKEN }] as Record<string, string>[]) {
    await expect(logicApps.write({ ...workflow, secureParameters })).rejects.toMatchObject({
      code: 'credential-needed',
      details: { parameter: 'token' },
    });
  }
  expect(cloud.asked(isv, 'PUT', /workflows/)).toBe(0);
  expect(await logicApps.workflow(resourceId)).toBeUndefined();
});

test('a definition that Azure cannot read is refused in its words', async () => {
  const { logicApps, workflow } = await vendorWithGroup(cloud);
  const broken = definition({ Broken: { type: 'Compose', inputs: '@nonsense(', runAfter: {} } });
  await expect(logicApps.write({ ...workflow, definition: broken })).rejects.toMatchObject({
    code: 'upstream-rejected',
    message: expect.stringContaining('Broken'),
    details: { upstreamCode: 'InvalidTemplate' },
  });
});

test('a workflow is switched on and off, and switching it twice is no error', async () => {
  const { logicApps, workflow, resourceId } = await vendorWithGroup(cloud);
  await logicApps.write(workflow);
  const state = async () => (await logicApps.workflow(resourceId))?.state;
  for (const switching of [logicApps.enable, logicApps.enable]) await switching(resourceId);
  expect(await state()).toBe('enabled');
  for (const switching of [logicApps.disable, logicApps.disable]) await switching(resourceId);
  expect(await state()).toBe('disabled');
});

test('disabling a workflow that is gone is no error; enabling it is', async () => {
  const { logicApps, resourceId } = await vendorWithGroup(cloud);
  await logicApps.disable(resourceId);
  await expect(logicApps.enable(resourceId)).rejects.toMatchObject({ code: 'upstream-not-found' });
});

test('a trigger names the run that it started', async () => {
  const { logicApps, resourceId } = await vendorWithWorkflow(cloud);
  const runName = (await logicApps.trigger(resourceId, 'manual')) ?? '';
  expect(await logicApps.run(resourceId, runName)).toMatchObject({ runName, triggerName: 'manual' });
});

test('a disabled workflow and an unknown trigger start nothing', async () => {
  const { logicApps, resourceId } = await vendorWithWorkflow(cloud);
  await expect(logicApps.trigger(resourceId, 'other')).rejects.toMatchObject({ code: 'upstream-not-found' });
  await logicApps.disable(resourceId);
  await expect(logicApps.trigger(resourceId, 'manual')).rejects.toMatchObject({ code: 'upstream-rejected' });
  expect(await logicApps.runs(resourceId, 10)).toEqual([]);
});

test('a run is cancelled', async () => {
  const { logicApps, resourceId } = await vendorWithWorkflow(cloud, WAITING);
  const runName = (await logicApps.trigger(resourceId, 'manual')) ?? '';
  expect((await logicApps.run(resourceId, runName))?.status).toBe('Running');
  await logicApps.cancelRun(resourceId, runName);
  await vi.waitFor(async () => expect((await logicApps.run(resourceId, runName))?.status).toBe('Cancelled'));
});

test('someone without rights in Azure can neither switch nor trigger', async () => {
  const { isv, resourceId } = await vendorWithWorkflow(cloud);
  const { logicApps } = cloud.as(isv.personas.noAzure);
  const refused = { code: 'upstream-forbidden' };
  await expect(logicApps.enable(resourceId)).rejects.toMatchObject(refused);
  await expect(logicApps.disable(resourceId)).rejects.toMatchObject(refused);
  await expect(logicApps.trigger(resourceId, 'manual')).rejects.toMatchObject(refused);
});

test('an id that is not of a Logic App is our own mistake', async () => {
  const { logicApps, group } = await vendorWithGroup(cloud);
  await expect(logicApps.enable(group)).rejects.toThrow('Not the resource id of a Logic App.');
});
