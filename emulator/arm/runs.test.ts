import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { errorOf, startArm, WORKFLOW, workflowBody, type StartedArm } from './arm.fixture.ts';
import { sign } from './signatures.ts';

const RUNS = `${WORKFLOW}/runs`;
type Page<Properties = Record<string, unknown>> = {
  value: { name: string; properties: Properties }[];
  nextLink?: string;
};
type Links = {
  inputsLink?: { uri: string; contentSize: number; contentHash: { algorithm: string; value: string } };
  outputsLink?: { uri: string };
};

/** A deployed workflow with as many runs. */
async function withRuns(count: number, knobs = {}): Promise<StartedArm & { runIds: string[] }> {
  const arm = startArm({ knobs: { recurrenceFiresOnEnable: false, ...knobs } });
  await arm.call('PUT', WORKFLOW, { body: workflowBody({ state: 'Enabled' }) });
  for (let nth = 0; nth < count; nth += 1) await arm.call('POST', `${WORKFLOW}/triggers/Every_Month/run`);
  return { ...arm, runIds: arm.logicApps.runs.all().map(({ id }) => id) };
}

async function get<Body>({ call }: StartedArm, path: string): Promise<Body> {
  return (await (await call('GET', path)).json()) as Body;
}

test('runs come newest first, in pages, filtered by state', async () => {
  const arm = await withRuns(3);
  const [oldest = '', middle = '', newest = ''] = arm.runIds;
  const first = await get<Page>(arm, `${RUNS}?$top=2`);
  const second = await get<Page>(arm, first.nextLink ?? '');
  expect([...first.value, ...second.value].map(({ name }) => name)).toEqual([newest, middle, oldest]);
  await arm.call('POST', `${RUNS}/${middle}/cancel`);
  const cancelled = await get<Page>(arm, `${RUNS}?$filter=${encodeURIComponent("status eq 'Cancelled'")}`);
  expect(cancelled.value.map(({ name }) => name)).toEqual([middle]);
});

test('runs are filtered by time, and a filter it cannot evaluate is refused', async () => {
  const arm = await withRuns(1);
  const since = (moment: string) =>
    `${RUNS}?$filter=${encodeURIComponent(`startTime ge ${moment} and status eq 'Running'`)}`;
  expect((await get<Page>(arm, since('2020-01-01T00:00:00Z'))).value).toHaveLength(1);
  expect((await get<Page>(arm, since('2999-01-01T00:00:00Z'))).value).toHaveLength(0);
  expect((await arm.call('GET', `${RUNS}?$filter=contains(status,'x')`)).status).toBe(501);
});

test('a run names the version it used, which stays readable after the next PUT', async () => {
  const arm = await withRuns(1);
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  const run = await get<{ properties: { workflow: { id: string }; trigger: unknown } }>(
    arm,
    `${RUNS}/${arm.runIds[0]}`,
  );
  expect(run.properties.trigger).toMatchObject({ name: 'Every_Month' });
  expect((await arm.call('GET', run.properties.workflow.id)).status).toBe(200);
});

test('the history goes with the workflow, even when one of the same name follows', async () => {
  const arm = await withRuns(1);
  await arm.call('DELETE', WORKFLOW);
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  expect(await errorOf(await arm.call('GET', `${RUNS}/${arm.runIds[0]}`))).toMatchObject({
    status: 404,
    code: 'WorkflowRunNotFound',
  });
  expect((await get<Page>(arm, RUNS)).value).toEqual([]);
  expect(arm.logicApps.runs.get(arm.runIds[0] ?? '')?.status).toBe('Cancelled');
});

test('actions come in pages and leave out the repetitions', async () => {
  const arm = await withRuns(1, { pageSize: 2 });
  const runId = arm.runIds[0] ?? '';
  for (const name of ['A', 'B', 'C']) arm.logicApps.record({ runId, name });
  arm.logicApps.record({ runId, name: 'A', repetition: '000000' });
  const first = await get<Page>(arm, `${RUNS}/${runId}/actions`);
  const second = await get<Page>(arm, first.nextLink ?? '');
  expect([...first.value, ...second.value].map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  expect(await errorOf(await arm.call('GET', `${RUNS}/${runId}/actions/D`))).toMatchObject({
    code: 'WorkflowRunActionNotFound',
  });
});

test('content links lead to what was kept, without a token, and say its size and hash', async () => {
  const arm = await withRuns(1);
  const runId = arm.runIds[0] ?? '';
  arm.logicApps.record({ runId, name: 'Ask' }, { inputs: { uri: 'https://ä' }, outputs: null });
  const { properties } = await get<{ properties: Links }>(arm, `${RUNS}/${runId}/actions/Ask`);
  const { uri = '', contentSize, contentHash } = properties.inputsLink ?? {};
  const inputs = await (await arm.app.request(uri)).text();
  expect(JSON.parse(inputs)).toEqual({ uri: 'https://ä' });
  expect(contentSize).toBe(Buffer.byteLength(inputs));
  expect(contentHash).toEqual({ algorithm: 'md5', value: createHash('md5').update(inputs).digest('base64') });
  expect(await (await arm.app.request(properties.outputsLink?.uri ?? '')).json()).toBeNull();
});

test('an action that kept nothing has no links', async () => {
  const arm = await withRuns(1);
  const runId = arm.runIds[0] ?? '';
  arm.logicApps.record({ runId, name: 'Skipped_One', status: 'Skipped' });
  const { properties } = await get<{ properties: Links }>(arm, `${RUNS}/${runId}/actions/Skipped_One`);
  expect(properties).not.toHaveProperty('inputsLink');
  expect(properties).not.toHaveProperty('outputsLink');
});

test('a content link opens one content only, expires, and refuses a token beside it', async () => {
  const arm = await withRuns(1);
  const runId = arm.runIds[0] ?? '';
  arm.logicApps.record({ runId, name: 'Ask' }, { inputs: 1, outputs: 2 });
  const { properties } = await get<{ properties: Links }>(arm, `${RUNS}/${runId}/actions/Ask`);
  const uri = properties.inputsLink?.uri ?? '';
  const other = await arm.app.request(uri.replace('/ActionInputs?', '/ActionOutputs?'));
  expect(await errorOf(other)).toMatchObject({ status: 401, code: 'AuthorizationFailed' });
  const withToken = await arm.app.request(uri, { headers: { authorization: 'Bearer x' } });
  expect(await errorOf(withToken)).toMatchObject({ status: 401, code: 'DirectApiRequestHasMoreThanOneAuthorization' });
  const [workflow] = arm.state.workflows.all();
  if (!workflow) throw new Error('The workflow is missing.');
  const old = sign(workflow, {
    permission: `/runs/${runId}/actions/Ask/contents/ActionInputs/read`,
    expiresAt: '2020-01-01T00:00:00Z',
  });
  const expired = await arm.app.request(`${uri.split('?')[0]}?${new URLSearchParams(old).toString()}`);
  expect(await errorOf(expired)).toMatchObject({ status: 401, code: 'SasTokenExpired' });
});

test('repetitions carry their indexes, their own links and the exchange of an HTTP action', async () => {
  const arm = await withRuns(1);
  const runId = arm.runIds[0] ?? '';
  const pass = { runId, name: 'Ask', repetition: '000001', repetitionIndexes: [{ scopeName: 'Loop', itemIndex: 1 }] };
  arm.logicApps.record({ runId, name: 'Ask', repetitionCount: 1 });
  arm.logicApps.record(pass, {
    inputs: { method: 'GET', uri: 'https://isv.example' },
    outputs: { statusCode: 404, body: 'no' },
  });
  const path = `${RUNS}/${runId}/actions/Ask/repetitions`;
  const { value } = await get<Page<Links>>(arm, path);
  expect(value).toMatchObject([{ name: '000001', properties: { repetitionIndexes: pass.repetitionIndexes } }]);
  expect(await (await arm.app.request(value[0]?.properties.outputsLink?.uri ?? '')).json()).toEqual({
    statusCode: 404,
    body: 'no',
  });
  expect(await get(arm, `${path}/000001/requestHistories`)).toMatchObject({
    value: [{ properties: { request: { method: 'GET', uri: 'https://isv.example' }, response: { statusCode: 404 } } }],
  });
  expect(await errorOf(await arm.call('GET', `${path}/000009`))).toMatchObject({ status: 404 });
});

test('a pass of a loop failed when its last action failed, and succeeded when the failure was handled', async () => {
  const arm = await withRuns(1);
  const runId = arm.runIds[0] ?? '';
  const record = (name: string, nth: number, status: string) =>
    arm.logicApps.record({
      runId,
      name,
      status,
      repetition: `00000${nth}`,
      repetitionIndexes: [{ scopeName: 'Loop', itemIndex: nth }],
    });
  arm.logicApps.record({ runId, name: 'Loop', type: 'Until', iterationCount: 3 });
  record('Ask', 0, 'Failed');
  record('Tell', 0, 'Succeeded');
  record('Ask', 1, 'Failed');
  record('Tell', 1, 'Failed');
  record('Ask', 2, 'Running');
  const { value } = await get<Page<{ status: string }>>(arm, `${RUNS}/${runId}/actions/Loop/scopeRepetitions`);
  expect(value.map(({ name, properties }) => [name, properties.status])).toEqual([
    ['000000', 'Succeeded'],
    ['000001', 'Failed'],
    ['000002', 'Running'],
  ]);
});
