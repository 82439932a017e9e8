import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunRow, SavedRun } from '#emulator/core/siblings.ts';
import { SEED } from '#emulator/seed/index.ts';
import { RunPreview } from '#lib/onboarding/preview-run/contract.ts';
import { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { readyForJourneys, startJourney, type Journey } from './journey.fixture.ts';
import * as previewRoute from './onboardings/[onboardingId]/request-publishing/runs/[runId]/preview/route.ts';
import * as runsRoute from './onboardings/[onboardingId]/request-publishing/runs/route.ts';
import { portal } from './portal.fixture.ts';

// Each reads a whole run at its source, some twice.
vi.setConfig({ testTimeout: 90_000 });
const cloud = await portal();
const { emulator } = cloud;
const { admin } = SEED.contoso.personas;
const DAY_MS = 86_400_000;
const SCIM = 'Create_User_Test__create__scim';

type Definition = { actions: Record<string, { actions?: Definition['actions'] }>; [key: string]: unknown };
let journey: Journey;
/** A good run of the honest Logic App: what every forger starts from. */
let good: RunRow;
let goodId: string;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  stop = await readyForJourneys(cloud);
  const { scimEndpoint, bearerToken: token } = emulator.sampleApp.createSpace('forgeries');
  journey = await startJourney(cloud, 'Forgeries', { scimEndpoint, credential: { kind: 'bearer', token } });
  await journey.toDeployed();
  const { id, runName } = await journey.readyRun();
  good = emulator.logicApps.runs.get(runName!)!;
  goodId = id;
}, 180_000);
afterAll(() => stop());

const honest = () => emulator.arm.state.versions.get(good.versionId)!;

/** As the vendor's own administrator does in Azure. */
async function inAzure(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const wanted = { userId: admin.objectId, audience: 'arm' as const, scopes: ['user_impersonation'] };
  const { accessToken } = await emulator.entra.userToken(wanted);
  const answer = await fetch(`${emulator.addresses.arm}${path}?api-version=2019-05-01`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  expect([answer.ok, answer.ok || text]).toEqual([true, true]);
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
}

type Pair = { key: string; value: string };
/** The connection of the provisioning job, as the vendor's own administrator sees and changes it. */
async function inGraph<Answer>(method: string, body?: { value: Pair[] }): Promise<Answer> {
  const wanted = { userId: admin.objectId, audience: 'graph' as const, scopes: ['Synchronization.ReadWrite.All'] };
  const { accessToken } = await emulator.entra.userToken(wanted);
  const { value: id } = honest().parameters['servicePrincipalId'] as { value: string };
  const answer = await fetch(`${emulator.addresses.graph}/beta/servicePrincipals/${id}/synchronization/secrets`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  expect([answer.ok, answer.ok || text]).toEqual([true, true]);
  return (text ? JSON.parse(text) : {}) as Answer;
}

/** Writes the Logic App anew, changed; answers the version that this makes. */
async function put(changes: { definition?: unknown; parameters?: object } = {}, at = good.workflowId): Promise<string> {
  const { definition, parameters } = honest();
  const written = await inAzure('PUT', at, {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      state: 'Disabled',
      definition: changes.definition ?? definition,
      parameters: { ...parameters, ...changes.parameters },
    },
  });
  return (written.properties as { version: string }).version;
}

/** A run that looks exactly like the good one, but for what is changed. */
const forged = (changes: Partial<RunRow> = {}, edit?: (saved: SavedRun) => SavedRun) =>
  emulator.logicApps.copyRun(good.id, changes, edit).id;

const paste = (pasted: string, more: object = {}) => journey.post(runsRoute.POST, { pasted, ...more });

async function failedChecks(runName: string): Promise<{ ids: string[]; said: string; view: RunView }> {
  const view = RunView.parse((await paste(runName)).body);
  const failed = view.acceptance.filter(({ ok }) => !ok);
  expect(view.verified).toBe(failed.length === 0);
  return { ids: failed.map(({ id }) => id), said: failed.map(({ reason }) => reason).join(' '), view };
}

const preview = async (runId: string) => RunPreview.parse(await journey.get(previewRoute.GET, { runId }));

/** The definition with one step of a test taken out. */
function edited(): Definition {
  const definition = structuredClone(honest().definition) as unknown as Definition;
  const phase = Object.values(definition.actions).find(({ actions }) => actions)!;
  const [name] = Object.keys(phase.actions!);
  (phase.actions![name!] as { description?: string }).description = 'harmless';
  return definition;
}

test('a copy of the good run in which nothing was forged is accepted', async () => {
  expect((await failedChecks(forged())).ids).toEqual([]);
});

test('an edited definition is refused', async () => {
  const { ids, said } = await failedChecks(forged({ versionId: await put({ definition: edited() }) }));
  expect(ids).toEqual(['definition-known']);
  expect(said).toMatch(/is not one we know: it was changed/);
});

test('a definition that was swapped before the run and swapped back after is refused: the version that ran counts', async () => {
  const swapped = await put({ definition: edited() });
  const runName = forged({ versionId: swapped });
  await put();
  expect((await failedChecks(runName)).ids).toEqual(['definition-known']);
});

test('a definition that was swapped after the run is refused, whatever the run used', async () => {
  await put({ definition: edited() });
  const { whyNot, mayHandIn, template } = await preview(goodId);
  await put();
  expect(whyNot).toEqual([expect.stringMatching(/^The template was \w+, and is \w+\. Validate everything again\.$/)]);
  expect([mayHandIn, template.known]).toEqual([false, true]);
  expect(await preview(goodId)).toMatchObject({ mayHandIn: true, whyNot: [] });
});

test('a provisioning job that sends elsewhere than the run asked is refused', async () => {
  const { scimEndpoint: elsewhere } = emulator.sampleApp.createSpace('elsewhere');
  const saved = await inGraph<{ value: Pair[] }>('GET');
  const value = saved.value.map((pair) => (pair.key === 'BaseAddress' ? { ...pair, value: elsewhere } : pair));
  await inGraph('PUT', { value });
  const { whyNot } = await preview(goodId);
  await inGraph('PUT', { value: saved.value });
  expect(whyNot).toEqual([
    expect.stringContaining(`the provisioning job sends to ${elsewhere}. Validate everything again.`),
  ]);
  expect((await preview(goodId)).whyNot).toEqual([]);
});

test('parameters that were set otherwise after the run are refused where they change what is tested', async () => {
  await put({
    parameters: { scimEndpoint: { value: 'https://easy.example' }, EnabledTests: { value: 'Create_User_Test' } },
  });
  const { whyNot, warnings } = await preview(goodId);
  await put();
  expect(whyNot).toEqual([expect.stringContaining('and is https://easy.example. Validate everything again.')]);
  expect(warnings.join(' ')).toContain('parameter EnabledTests changed after this run');
});

test.each([
  [
    'one test enabled',
    { EnabledTests: { value: 'Create_User_Test' } },
    'all-tests-enabled',
    'EnabledTests was Create_User_Test.',
  ],
  [
    'another endpoint',
    { scimEndpoint: { value: 'https://easy.example/scim' } },
    'endpoint',
    'https://easy.example/scim',
  ],
  [
    'another service principal',
    { servicePrincipalId: { value: crypto.randomUUID() } },
    'service-principal',
    'expected',
  ],
  ['another domain', { testUserDomain: { value: 'elsewhere.example' } }, 'test-domain', 'not a verified domain'],
  ['groups declared away', { IsGroupSupported: { value: false } }, 'declared-capabilities', 'yet mapped'],
])('%s, set for one run and set back after it, is refused', async (_what, parameters, id, words) => {
  const runName = forged({ versionId: await put({ parameters }) });
  await put();
  const { ids, said } = await failedChecks(runName);
  expect(ids).toContain(id);
  expect(said).toContain(words);
});

test('what is sent along with a start is no parameter of the run', async () => {
  const versionId = await put({ parameters: { EnabledTests: { value: 'Create_User_Test' } } });
  const body = { parameters: { EnabledTests: 'All' }, EnabledTests: 'All' };
  await inAzure('POST', `${good.workflowId}/enable`);
  await inAzure('POST', `${good.workflowId}/triggers/${good.triggerName}/run`, body);
  const started = emulator.logicApps.runs.find((run) => run.versionId === versionId).at(-1)!;
  emulator.logicApps.cancelRun(started.id);
  await emulator.logicApps.runEnded(started.id);
  await put();
  const { ids, view } = await failedChecks(started.id);
  expect(ids).toContain('all-tests-enabled');
  expect(view.parameters.EnabledTests).toBe('Create_User_Test');
});

test('another Logic App’s run is refused, by its Run ID and by its link', async () => {
  const at = `${good.workflowId}-twin`;
  const versionId = await put({}, at);
  const runName = forged({ workflowId: at, versionId });
  const byId = await paste(runName);
  expect([byId.status, byId.body.detail]).toEqual([400, expect.stringContaining('Azure knows no such run')]);
  const byLink = await paste(`https://portal.azure.com/#x/runid/${encodeURIComponent(`${at}/runs/${runName}`)}`);
  expect([byLink.status, byLink.body.detail]).toEqual([400, expect.stringContaining('of another Logic App')]);
});

test('another tenant’s run is refused, by its Run ID and by its link', async () => {
  const { id: subscriptionId } = emulator.seedTenant().subscription;
  const workflowId = good.workflowId.replace(/\/subscriptions\/[^/]+/, `/subscriptions/${subscriptionId}`);
  const workflow = emulator.arm.state.workflows.first(({ armId }) => armId === good.workflowId)!;
  const own = { id: workflowId.toLowerCase(), armId: workflowId, guid: crypto.randomUUID(), subscriptionId };
  emulator.arm.state.workflows.insert({ ...workflow, ...own, versionId: 'theirs' });
  emulator.arm.state.versions.insert({ ...honest(), id: 'theirs', workflowKey: own.id });
  const runName = forged({ workflowId, versionId: 'theirs' });
  for (const pasted of [runName, `${workflowId}/runs/${runName}`]) {
    expect(await paste(pasted)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  }
});

test('a failed run is refused, whatever its actions say', async () => {
  const { ids, said } = await failedChecks(forged({ status: 'Failed' }));
  expect(ids).toContain('succeeded');
  expect(said).toContain('It ended as Failed.');
});

test('a run past its validity is refused, and one near its end is warned of', async () => {
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const ended = async (days: number) => {
    const { view } = await failedChecks(forged({ startTime: ago(days), endTime: ago(days) }));
    return preview(view.id);
  };
  expect(await ended(15)).toMatchObject({ mayHandIn: false, whyNot: ['It is too old. Run the validation again.'] });
  const near = await ended(12.5);
  expect(near).toMatchObject({ mayHandIn: true, whyNot: [] });
  expect(near.warnings).toContain('It counts for 1 day more. After that the validation has to run again.');
});

test('a template with the right names of actions and Compose bodies is refused, however well it ended', async () => {
  const contents = emulator.logicApps.actionsOf(good.id).filter(({ repetition }) => !repetition);
  const last = (name: string) => emulator.logicApps.actionsOf(good.id).findLast((row) => row.name === name)?.outputsKey;
  // What would be an expression is written so that it stays a text.
  const body = (name: string): unknown =>
    JSON.parse(JSON.stringify(emulator.logicApps.content(last(name) ?? '') ?? {}).replaceAll('"@', '"@@'));
  const actions = Object.fromEntries(
    contents.map(({ name }) => [name, { type: 'Compose', inputs: body(name), runAfter: {} }]),
  );
  const definition = { ...honest().definition, actions };
  const versionId = await put({ definition });
  await inAzure('POST', `${good.workflowId}/enable`);
  await inAzure('POST', `${good.workflowId}/triggers/${good.triggerName}/run`, {});
  const run = emulator.logicApps.runs.find((one) => one.versionId === versionId).at(-1)!;
  await emulator.logicApps.runEnded(run.id);
  await put();
  const { ids, view } = await failedChecks(run.id);
  expect(view.status).toBe('succeeded');
  expect(ids).toContain('definition-known');
});

/** The last pass of an action, as the portal reads it. */
function withOutputs(name: string, change: (outputs: unknown) => unknown) {
  return ({ rows, contents }: SavedRun): SavedRun => {
    const keys = new Set(rows.filter((row) => row.name === name).map(({ outputsKey }) => outputsKey));
    return { rows, contents: contents.map(([key, value]) => [key, keys.has(key) ? change(value) : value]) };
  };
}

test('a list of results that says success while its actions show otherwise is refused', async () => {
  const none = { statusCode: 200, body: { totalResults: 0, Resources: [] } };
  const { ids, view } = await failedChecks(
    forged(
      {},
      withOutputs(SCIM, () => none),
    ),
  );
  expect(ids).toEqual(['verdict-ready']);
  const test = view.tests.find((one) => one.test === 'Create_User_Test');
  expect(test).toMatchObject({ verdict: 'failed', templateResult: expect.stringMatching(/^success/i) as string });
});

test('a step that failed is seen though the list of results says success', async () => {
  const failing = ({ rows, contents }: SavedRun): SavedRun => ({
    contents,
    rows: rows.map((row) => (row.name === 'Update_User_Test__update__act' ? { ...row, status: 'Failed' } : row)),
  });
  expect((await failedChecks(forged({}, failing))).ids).toEqual(['verdict-ready']);
});

test('results that are edited on their way are refused, and the run counts for nothing', async () => {
  const runName = forged();
  const path = `/runs/${runName}/actions/${SCIM}.*/contents/ActionOutputs$`;
  const edit = {
    service: 'arm' as const,
    path,
    method: 'GET',
    status: 200,
    times: 1,
    body: { statusCode: 200, body: {} },
  };
  emulator.core.faults.planted.insert({ id: crypto.randomUUID(), ...edit });
  const { status, body } = await paste(runName);
  expect([status, body.code, body.detail]).toEqual([
    502,
    'upstream-malformed',
    expect.stringContaining('changed on their way'),
  ]);
  expect((await failedChecks(runName)).ids).toEqual([]);
});

test('results that the browser sends along are not taken', async () => {
  const runName = forged({ status: 'Failed' });
  const boast = { ready: true, verified: true, tests: [], acceptance: [], status: 'succeeded' };
  const view = RunView.parse((await paste(runName, boast)).body);
  expect(view).toMatchObject({ status: 'failed', verified: false });
  expect(view.acceptance.length).toBeGreaterThan(5);
});

test('a deleted run is refused, also when it was verified before', async () => {
  const runName = forged();
  const { ids, view } = await failedChecks(runName);
  expect(ids).toEqual([]);
  emulator.logicApps.runs.remove(runName);
  const gone = await journey.get(previewRoute.GET, { runId: view.id });
  expect(gone).toMatchObject({
    code: 'not-verified',
    detail: expect.stringContaining('no longer knows this run') as string,
  });
  const again = await failedChecks(runName);
  expect(again.view).toMatchObject({ status: 'lost', verified: false });
  expect(again.ids).toContain('exists');
});
