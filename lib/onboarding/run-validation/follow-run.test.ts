import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { goodRun, withAction } from '#lib/rules/run-fixture.ts';
import { ANN, BOB } from '../fakes.ts';
import { ActionContent, RunView } from './contract.ts';
import { aRun, RESOURCE_ID } from './fakes.ts';
import { readActionContent, readActions } from './read-actions.ts';
import { cancelRun, readRunView, verifyRun } from './read-validation.ts';
import { startRun } from './start-run.ts';
import { watchRun } from './watch-run.ts';
import { CARRIER, CREDENTIAL, deployedWorld, LOGIC_APP, PARAMETERS } from './world.ts';

type World = ReturnType<typeof deployedWorld>;

/** A run that has begun, in a world where its actions can be set. */
async function started(changes: Parameters<typeof deployedWorld>[0] = {}) {
  const world = deployedWorld(changes);
  await startRun(world.ports, {
    carrier: CARRIER,
    onboardingId: world.onboarding.id,
    input: { parameters: PARAMETERS, credential: CREDENTIAL },
  });
  const runId = world.rows[0]!.id;
  const ask = { person: ANN, onboardingId: world.onboarding.id, runId };
  const watch = (now?: Date) =>
    watchRun(world.ports, { tenantId: 'contoso', onboardingId: world.onboarding.id, runId }, now);
  return { ...world, ask, watch, view: async (now?: Date) => RunView.parse(await readRunView(world.ports, ask, now)) };
}
function ends({ cloud }: Pick<World, 'cloud'>, run = goodRun('own-consumption')) {
  cloud.actions = run.actions;
  Object.assign(cloud.runs[0]!, { status: run.status, endedAt: new Date().toISOString() });
}
const completed = async ({ ports, onboarding }: World) =>
  (await ports.onboardings.get('contoso', onboarding.id))?.completed['run-validation'];

test('a watched run that ended well is judged, verified, and completes the step', async () => {
  const world = await started();
  expect(await world.watch()).toBe('again');
  ends(world);
  expect(await world.watch()).toBe('done');
  const view = await world.view();
  expect(view).toMatchObject({
    status: 'succeeded',
    ready: true,
    verified: true,
    blocking: [],
    counts: { passed: 10 },
  });
  expect(view.acceptance.filter(({ ok }) => !ok)).toEqual([]);
  expect(await completed(world)).toBeInstanceOf(Date);
});

test('a run that is not ready says what blocks and completes nothing', async () => {
  const world = await started();
  const members = { outputs: { statusCode: 200, body: { Resources: [{ id: 'g', members: [] }] } } };
  ends(world, withAction(goodRun('own-consumption'), 'Group_Update_Add_Member_Test__add__scim', members));
  await world.watch();
  const view = await world.view();
  expect(view).toMatchObject({ ready: false, verified: false });
  expect(view.blocking[0]).toContain('Group_Update_Add_Member_Test');
  expect(await completed(world)).toBeUndefined();
});

test('a ready run of a changed definition is not verified', async () => {
  const world = await started();
  const [versionId] = [...world.cloud.versions.keys()];
  const version = world.cloud.versions.get(versionId!)!;
  world.cloud.versions.set(versionId!, { ...version, definition: { ...version.definition, actions: {} } });
  ends(world);
  await world.watch();
  expect(await world.view()).toMatchObject({ ready: true, verified: false });
  expect(await completed(world)).toBeUndefined();
});

test('while it goes on, a test that has ended is judged and its contents are read once', async () => {
  const world = await started();
  const { actions } = goodRun('own-consumption');
  const ofOne = Object.entries(actions).filter(([name]) => /^(Create_User_Test|Setup)/.test(name));
  world.cloud.actions = Object.fromEntries(ofOne);
  await world.watch();
  expect(await world.view()).toMatchObject({ status: 'running', counts: { passed: 1, waiting: 9 } });
  const reads = () => world.cloud.calls.filter((call) => call === 'content').length;
  const before = reads();
  await world.watch();
  expect(reads()).toBe(before);
});

test('shut out, the portal hands the run over to the person, whose visit reads it', async () => {
  const world = await started();
  world.ports.portal.isShutOut = true;
  expect(await world.watch()).toBe('done');
  expect(world.rows[0]).toMatchObject({
    watchedBy: 'you',
    problem: expect.stringContaining('while you are signed in'),
  });
  ends(world);
  expect(await world.view()).toMatchObject({ ready: true, verified: true });
  expect(world.rows[0]?.problem).toBeUndefined();
});

test('a run that only the person may read is read at most every few seconds', async () => {
  const world = await started({ logicApp: { ...LOGIC_APP, portalMayRead: false } });
  const looks = () => world.cloud.calls.filter((call) => call === 'actions').length;
  const now = new Date();
  await world.view(now);
  await world.view(new Date(now.getTime() + 3_000));
  expect(looks()).toBe(1);
  await world.view(new Date(now.getTime() + 11_000));
  expect(looks()).toBe(2);
});

test('when Azure is away the last known state is shown, with the reason', async () => {
  const world = await started({ logicApp: { ...LOGIC_APP, portalMayRead: false } });
  world.ports.logicApps = {
    ...world.ports.logicApps,
    run: () => Promise.reject(new AppError('upstream-unavailable', 'Azure is away.')),
  };
  expect(await world.view()).toMatchObject({ status: 'running', problem: 'Azure is away.' });
});

test('a run that Azure no longer knows is lost, a new one is waited for', async () => {
  const world = await started();
  world.cloud.runs = [];
  expect(await world.watch()).toBe('again');
  expect(await world.watch(new Date(Date.now() + 10 * 60_000))).toBe('done');
  expect(await world.view()).toMatchObject({ status: 'lost', ready: false });
});

test('a run that never ends is given up', async () => {
  const world = await started();
  expect(await world.watch(new Date(Date.now() + 7 * 3_600_000))).toBe('done');
  expect(await world.view()).toMatchObject({ status: 'timed-out', ready: false });
});

test('cancelling asks Azure and says so; an ended run cannot be cancelled', async () => {
  const world = await started();
  expect(await cancelRun(world.ports, world.ask)).toMatchObject({ status: 'cancelled', ready: false });
  await expect(cancelRun(world.ports, world.ask)).rejects.toMatchObject({ code: 'conflict' });
});

test('verified again, a domain that is verified no more takes the verification away', async () => {
  const world = await started();
  ends(world);
  await world.watch();
  world.directory.domains = [{ name: 'other.example', isDefault: true }];
  const view = await verifyRun(world.ports, world.ask);
  expect(view).toMatchObject({ ready: true, verified: false });
  expect(view.acceptance.filter(({ ok }) => !ok)).toMatchObject([{ id: 'test-domain' }]);
});

test('actions and their contents come without secrets', async () => {
  const world = await started();
  ends(world);
  const headers = { Authorization: 'Bearer planted-secret-value' };
  world.cloud.actions['Create_User_Test__create__scim'] = {
    status: 'Succeeded',
    inputs: { headers },
    outputs: { headers },
  };
  const { actions } = await readActions(world.ports, world.ask);
  expect(actions.find(({ name }) => name === 'Create_User_Test__create__scim')).toMatchObject({ hasInputs: true });
  const content = await readActionContent(world.ports, { ...world.ask, action: 'Create_User_Test__create__scim' });
  expect(ActionContent.parse(content).inputs).toEqual({ headers: { Authorization: '[removed]' } });
  await expect(readActionContent(world.ports, { ...world.ask, action: 'x', repetition: '9' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('another onboarding’s run is not found, a stranger is refused', async () => {
  const world = await started();
  world.rows.push(aRun({ onboardingId: 'another', resourceId: RESOURCE_ID }));
  await expect(readRunView(world.ports, { ...world.ask, runId: world.rows[1]!.id })).rejects.toMatchObject({
    code: 'not-found',
  });
  world.directory.activeRoles = [];
  await expect(readRunView(world.ports, { ...world.ask, person: BOB })).rejects.toMatchObject({ code: 'forbidden' });
});
