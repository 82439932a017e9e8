import { expect, test, vi } from 'vitest';
import { DEFINITION, errorOf, startArm, WORKFLOW, workflowBody, type StartedArm } from './arm.fixture.ts';
import { intervalMs } from './recurrence.ts';

const TRIGGER = `${WORKFLOW}/triggers/Every_Month`;
const MANUAL = { ...DEFINITION, triggers: { manual: { type: 'Request', kind: 'Http' } } };
const enabled = workflowBody({ state: 'Enabled' });

async function deployed(properties = {}, knobs = {}, timeScale = 1_000): Promise<StartedArm> {
  const arm = startArm({ knobs, timeScale });
  await arm.call('PUT', WORKFLOW, { body: workflowBody(properties) });
  return arm;
}

/** Lets everything that is due within five emulated seconds happen. */
const settled = ({ core }: StartedArm) => core.clock.sleep(5_000);

test('enabling a workflow fires its recurrence once', async () => {
  const arm = await deployed();
  expect((await arm.call('POST', `${WORKFLOW}/enable`)).status).toBe(200);
  await vi.waitFor(() => expect(arm.logicApps.started).toHaveLength(1));
  await arm.call('POST', `${WORKFLOW}/enable`);
  await settled(arm);
  expect(arm.logicApps.started).toMatchObject([{ workflowId: WORKFLOW, triggerName: 'Every_Month' }]);
});

test('with the knob off nothing fires before the interval has passed', async () => {
  const arm = await deployed({}, { recurrenceFiresOnEnable: false });
  await arm.call('POST', `${WORKFLOW}/enable`);
  await settled(arm);
  expect(arm.logicApps.started).toEqual([]);
});

test('a PUT that enables fires, one that leaves it enabled does not', async () => {
  const arm = startArm();
  await arm.call('PUT', WORKFLOW, { body: enabled });
  await vi.waitFor(() => expect(arm.logicApps.started).toHaveLength(1));
  await arm.call('PUT', WORKFLOW, { body: enabled });
  await settled(arm);
  expect(arm.logicApps.started).toHaveLength(1);
});

test('a workflow that is disabled or deleted before its trigger fires does not run', async () => {
  const arm = await deployed({}, {}, 5);
  await arm.call('POST', `${WORKFLOW}/enable`);
  await arm.call('POST', `${WORKFLOW}/disable`);
  await arm.call('POST', `${WORKFLOW}/enable`);
  await arm.call('DELETE', WORKFLOW);
  await settled(arm);
  expect(arm.logicApps.started).toEqual([]);
});

test('a recurrence goes on while the workflow is enabled', async () => {
  const arm = await deployed({
    definition: {
      ...DEFINITION,
      triggers: { Often: { type: 'Recurrence', recurrence: { frequency: 'Second', interval: 5 } } },
    },
  });
  await arm.call('POST', `${WORKFLOW}/enable`);
  await vi.waitFor(() => expect(arm.logicApps.started.length).toBeGreaterThan(3));
  arm.stop();
  const fired = arm.logicApps.started.length;
  await settled(arm);
  expect(arm.logicApps.started).toHaveLength(fired);
});

test('months are those of the calendar', () => {
  const days = (now: string) => intervalMs({ frequency: 'Month', interval: 1 }, new Date(now)) / 86_400_000;
  expect([days('2026-02-01T00:00:00Z'), days('2026-03-01T00:00:00Z')]).toEqual([28, 31]);
});

test('an interval longer than a timer can hold does not fire early', async () => {
  const arm = startArm({ timeScale: 1, knobs: { recurrenceFiresOnEnable: false } });
  await arm.call('PUT', WORKFLOW, { body: enabled });
  await arm.core.clock.sleep(50);
  expect(arm.logicApps.started).toEqual([]);
  const { properties } = (await (await arm.call('GET', TRIGGER)).json()) as {
    properties: { nextExecutionTime: string };
  };
  expect(Date.parse(properties.nextExecutionTime) - Date.now()).toBeGreaterThan(27 * 86_400_000);
  arm.stop();
});

test('running a trigger answers 202 with the run in its headers only', async () => {
  const arm = await deployed({}, { recurrenceFiresOnEnable: false });
  await arm.call('POST', `${WORKFLOW}/enable`);
  const accepted = await arm.call('POST', `${TRIGGER}/run`);
  expect(accepted.status).toBe(202);
  expect(await accepted.text()).toBe('');
  const runId = accepted.headers.get('x-ms-workflow-run-id');
  expect(arm.logicApps.runs.get(runId ?? '')?.workflowId).toBe(WORKFLOW);
  expect(accepted.headers.get('x-ms-trigger-history-name')).toBe(runId);
});

test('a run gets the parameters with their secrets, the version and the identity', async () => {
  const arm = await deployed({ state: 'Enabled' }, { recurrenceFiresOnEnable: false });
  await arm.call('POST', `${TRIGGER}/run`);
  const [workflow] = arm.state.workflows.all();
  expect(arm.logicApps.started).toMatchObject([
    {
      parameters: { token: { value: 'planted-secret' } },
      versionId: workflow?.versionId,
      identity: workflow?.identity,
    },
  ]);
});

test('a trigger of a disabled workflow does not run, and an unknown one is not found', async () => {
  const arm = await deployed();
  expect(await errorOf(await arm.call('POST', `${TRIGGER}/run`))).toMatchObject({
    status: 400,
    code: 'WorkflowTriggerIsNotEnabled',
  });
  expect(await errorOf(await arm.call('GET', `${WORKFLOW}/triggers/other`))).toMatchObject({
    status: 404,
    code: 'WorkflowTriggerNotFound',
  });
});

test('a callback URL starts a run with the posted body and needs no token', async () => {
  const arm = await deployed({ state: 'Enabled', definition: MANUAL });
  const listed = (await (await arm.call('POST', `${WORKFLOW}/triggers/manual/listCallbackUrl`)).json()) as {
    value: string;
    method: string;
  };
  expect(listed.method).toBe('POST');
  const init = { method: 'POST', body: '{"from":"outside"}' };
  expect((await arm.app.request(listed.value, init)).status).toBe(202);
  expect(arm.logicApps.started).toMatchObject([{ triggerName: 'manual', triggerBody: { from: 'outside' } }]);
  const forged = await arm.app.request(listed.value.replace(/sig=.{5}/, 'sig=XXXXX'), init);
  expect(await errorOf(forged)).toMatchObject({ status: 401, code: 'AuthorizationFailed' });
});

test('each run is in the history of its trigger', async () => {
  const arm = await deployed({ state: 'Enabled' }, { recurrenceFiresOnEnable: false });
  await arm.call('POST', `${TRIGGER}/run`);
  const [run] = arm.logicApps.runs.all();
  const { value } = (await (await arm.call('GET', `${TRIGGER}/histories`)).json()) as { value: unknown[] };
  expect(value).toMatchObject([{ name: run?.id, properties: { fired: true, run: { name: run?.id } } }]);
});
