import { expect, test } from 'vitest';
import { closedPort, openCloud } from '../emulator.fixture.ts';
import { readContent } from './content-link.ts';
import { vendorWithGroup, vendorWithWorkflow } from './workflow.fixture.ts';

const cloud = await openCloud();
const UNKNOWN_RUN = '08500000000000000000000000000CU00';

test('a run is read with its workflow, version, trigger and times', async () => {
  const { logicApps, resourceId, written, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  const facts = await logicApps.run(resourceId, runName);
  expect(facts).toMatchObject({
    ...{ runName, status: 'Succeeded', triggerName: 'manual', error: undefined },
    ...{ startedAt: expect.stringMatching(/Z$/), endedAt: expect.stringMatching(/Z$/) },
  });
  expect(facts?.workflowResourceId.toLowerCase()).toBe(resourceId.toLowerCase());
  const version = await logicApps.version(resourceId, facts?.versionId ?? '');
  expect(version?.definition).toEqual(written.definition);
  expect(version?.parameters).toMatchObject({ endpoint: { value: 'https://isv.example/scim' } });
});

test('a version tells what ran, also after the workflow was changed', async () => {
  const { logicApps, resourceId, workflow, written } = await vendorWithWorkflow(cloud);
  await logicApps.write({ ...workflow, parameters: { endpoint: 'https://other.example' } });
  const version = await logicApps.version(resourceId, written.versionId);
  expect(version?.parameters.endpoint?.value).toBe('https://isv.example/scim');
});

test('runs come newest first and no more than asked for', async () => {
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const names: string[] = [];
  for (let count = 0; count < 5; count += 1) names.unshift(await run());
  const listed = async (limit: number) => (await logicApps.runs(resourceId, limit)).map(({ runName }) => runName);
  expect(await listed(10)).toEqual(names);
  expect(await listed(2)).toEqual(names.slice(0, 2));
});

test('every action of a run is listed, on however many pages, with its repetitions and contents', async () => {
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const actions = await logicApps.actions(resourceId, await run());
  const facts = actions.map(({ name, status, repetitions, hasOutputs }) => [name, status, repetitions, hasOutputs]);
  expect(facts).toHaveLength(5);
  expect(facts).toEqual(
    expect.arrayContaining([
      ['Numbers', 'Succeeded', 0, true],
      ['For_each', 'Succeeded', 0, false],
      ['Doubled', 'Succeeded', 4, false],
      ['Greeting', 'Succeeded', 0, true],
      ['Never', 'Skipped', 0, false],
    ]),
  );
});

test('an action in a loop is read pass by pass', async () => {
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  const repetitions = await logicApps.repetitions(resourceId, runName, 'Doubled');
  expect(repetitions).toEqual(['000000', '000001', '000002', '000003']);
  const reading = repetitions.map((one) => logicApps.content(resourceId, runName, 'Doubled', one));
  expect((await Promise.all(reading)).map(({ outputs }) => outputs)).toEqual([20, 40, 60, 80]);
});

test('contents are read as what they are: values, text, or nothing', async () => {
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  const numbers = [10, 20, 30, 40];
  expect(await logicApps.content(resourceId, runName, 'Numbers')).toEqual({ inputs: numbers, outputs: numbers });
  expect((await logicApps.content(resourceId, runName, 'Greeting')).outputs).toBe('plain text');
  expect(await logicApps.content(resourceId, runName, 'Never')).toEqual({ inputs: undefined, outputs: undefined });
});

test('an action that failed carries its error', async () => {
  const failing = { Fails: { type: 'Compose', inputs: "@int('not a number')", runAfter: {} } };
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud, failing);
  const runName = await run();
  expect(await logicApps.run(resourceId, runName)).toMatchObject({ status: 'Failed' });
  const [action] = await logicApps.actions(resourceId, runName);
  expect(action).toMatchObject({ name: 'Fails', status: 'Failed', error: { code: expect.stringMatching(/./) } });
});

test('what does not exist is undefined, or not found where something must be there', async () => {
  const { logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  expect(await logicApps.workflow(`${resourceId}-other`)).toBeUndefined();
  expect(await logicApps.version(resourceId, UNKNOWN_RUN)).toBeUndefined();
  expect(await logicApps.run(resourceId, UNKNOWN_RUN)).toBeUndefined();
  const missing = { code: 'upstream-not-found' };
  await expect(logicApps.actions(resourceId, UNKNOWN_RUN)).rejects.toMatchObject(missing);
  await expect(logicApps.content(resourceId, runName, 'Other')).rejects.toMatchObject(missing);
  await expect(logicApps.runs(`${resourceId}-other`, 1)).rejects.toMatchObject(missing);
});

test('someone without rights in Azure reads nothing', async () => {
  const { isv, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  const { logicApps } = cloud.as(isv.personas.noAzure);
  const refused = { code: 'upstream-forbidden' };
  await expect(logicApps.workflow(resourceId)).rejects.toMatchObject(refused);
  await expect(logicApps.run(resourceId, runName)).rejects.toMatchObject(refused);
  await expect(logicApps.actions(resourceId, runName)).rejects.toMatchObject(refused);
});

test("another tenant's workflow is refused or missing, never read", async () => {
  const { resourceId } = await vendorWithWorkflow(cloud);
  const { logicApps } = await vendorWithGroup(cloud);
  const read = await logicApps.workflow(resourceId).catch((error: { code: string }) => error.code);
  expect([undefined, 'upstream-forbidden', 'upstream-rejected']).toContain(read);
});

test('content links are followed over https only, and their failures are typed', async () => {
  const { isv, logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  await expect(readContent({ uri: 'http://localhost/content' })).rejects.toMatchObject({ code: 'upstream-malformed' });
  await expect(readContent({ uri: await closedPort() }, 300)).rejects.toMatchObject({ code: 'upstream-unavailable' });
  cloud.plant(isv, { service: 'arm', path: '^/workflows/', status: 403, body: 'planted-value' });
  await expect(logicApps.content(resourceId, runName, 'Numbers')).rejects.toMatchObject({
    code: 'upstream-rejected',
    details: { upstreamStatus: 403 },
  });
});

test('contents that were changed on their way are refused', async () => {
  const { isv, logicApps, resourceId, run } = await vendorWithWorkflow(cloud);
  const runName = await run();
  cloud.plant(isv, { service: 'arm', path: '^/workflows/.*/ActionOutputs$', status: 200, body: [1, 2, 3] });
  await expect(logicApps.content(resourceId, runName, 'Numbers')).rejects.toMatchObject({
    code: 'upstream-malformed',
    message: expect.stringContaining('changed on their way') as string,
  });
});
