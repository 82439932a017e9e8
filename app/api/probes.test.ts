import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { ExportFile, ProbeView } from '#lib/onboarding/probe/contract.ts';
import * as cleanUpRoute from './onboardings/[onboardingId]/probes/[probeId]/clean-up/route.ts';
import * as exchangesRoute from './onboardings/[onboardingId]/probes/[probeId]/exchanges/[checkId]/route.ts';
import * as exportRoute from './onboardings/[onboardingId]/probes/[probeId]/export/route.ts';
import * as stopRoute from './onboardings/[onboardingId]/probes/[probeId]/stop/route.ts';
import * as probeRoute from './onboardings/[onboardingId]/probes/[probeId]/route.ts';
import * as probesRoute from './onboardings/[onboardingId]/probes/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { graph, portal } from './portal.fixture.ts';

const { emulator, call, consent } = await portal();
const { admin } = SEED.contoso.personas;
const space = emulator.sampleApp.createSpace('probed');
const credential = { kind: 'bearer', token: space.bearerToken };
const ALL = { scimEndpoint: space.scimEndpoint, credential, tags: ['quick'], mayWrite: true };
let onboardingId: string;

beforeAll(async () => {
  await consent(admin, graph('User.Read'));
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
  onboardingId = String(started.body.id);
});

const start = async (body: object) =>
  ProbeView.parse((await call(probesRoute.POST, { as: admin, params: { onboardingId }, body })).body);
async function ended(probeId: string): Promise<ProbeView> {
  for (let look = 0; look < 600; look += 1) {
    const view = ProbeView.parse((await call(probeRoute.GET, { as: admin, params: { onboardingId, probeId } })).body);
    if (view.state === 'ended') return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The probe did not end.');
}

test('a probe runs after its request was answered; its results, exchanges and files can be read', async () => {
  const started = await start(ALL);
  expect(started).toMatchObject({ state: 'running', mayWrite: true, endpoint: space.scimEndpoint });
  const probe = await ended(started.id);
  const params = { onboardingId, probeId: probe.id };
  expect(probe.results).toHaveLength(probe.checks);
  expect(probe).toMatchObject({ readiness: 'ready', leftovers: 0 });
  const { body } = await call(exchangesRoute.GET, { as: admin, params: { ...params, checkId: 'U01' } });
  expect(body.exchanges).toMatchObject([{ request: { method: 'POST' }, response: { status: 201 } }]);
  const file = ExportFile.parse((await exported(params, 'report')).body);
  expect(file.content).toContain('**Ready**');
  expect(file.name).toMatch(/^scim-probe-.*\.md$/);
});

test('an ended probe predicts the runs: of both Consumption templates, and of Standard as a forecast', async () => {
  const started = await start(ALL);
  expect(started.predictions).toEqual([]);
  const { predictions } = await ended(started.id);
  expect(predictions.map(({ template, isForecast }) => [template, isForecast])).toEqual([
    ['own-consumption', false],
    ['official-consumption', false],
    ['standard', true],
  ]);
  expect(predictions[0]?.tests.map(({ prediction }) => prediction)).toEqual(Array(10).fill('pass'));
});

test('the token is in nothing that is kept or handed out', async () => {
  const probe = await ended((await start(ALL)).id);
  const params = { onboardingId, probeId: probe.id };
  const files = await Promise.all(['json', 'har'].map(async (format) => (await exported(params, format)).body));
  expect(JSON.stringify([probe, files])).not.toContain(space.bearerToken);
  expect(JSON.stringify(files)).toContain('[removed]');
});

test('pressed twice, the second press finds the first probe; then what changed since it is told', async () => {
  const [one, two] = await Promise.all([start(ALL), start(ALL)]);
  expect(two.id).toBe(one.id);
  await ended(one.id);
  emulator.sampleApp.faults.set('probed', { id: 'empty-filter-404' });
  const probe = await ended((await start(ALL)).id);
  emulator.sampleApp.faults.clear('probed', 'empty-filter-404');
  expect(probe.readiness).toBe('not-ready');
  expect(probe.changes?.broken).toContain('F02');
  expect(probe.changes?.fixed).toEqual([]);
});

test('the throughput is part of the probe that was agreed to, shows how it goes, and is checked once an hour', async () => {
  const { id, catalogue } = await start({ ...ALL, load: 'reads' });
  expect(catalogue.map((words) => words.id)).toContain('L01');
  const params = { onboardingId, probeId: id };
  const measured = async () => ProbeView.parse((await call(probeRoute.GET, { as: admin, params })).body).loadRun?.sent;
  await expect.poll(measured, { timeout: 20_000 }).toBeGreaterThan(0);
  await call(stopRoute.POST, { as: admin, params });
  expect(await ended(id)).toMatchObject({ stopped: 'The probe was stopped.', loadRun: { target: 25 } });
  const again = await call(probesRoute.POST, { as: admin, params: { onboardingId }, body: { ...ALL, load: 'reads' } });
  expect(again).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
});

test('what could not be removed is listed, and removed at the next try', async () => {
  const refuse = emulator.core.faults.planted.insert({
    id: 'no-delete',
    service: 'sample-app',
    method: 'DELETE',
    path: '/t/probed/',
    status: 500,
    times: 10_000,
  });
  const probe = await ended((await start({ ...ALL, tags: ['quick'] })).id);
  emulator.core.faults.planted.remove(refuse.id);
  expect(probe.leftoverItems.length).toBeGreaterThan(0);
  const params = { onboardingId, probeId: probe.id };
  const cleaning = ProbeView.parse((await call(cleanUpRoute.POST, { as: admin, params, body: { credential } })).body);
  expect(await ended(cleaning.id)).toMatchObject({ cleanUpOnly: true, leftovers: 0, results: [] });
  expect((await ended(probe.id)).leftovers).toBe(0);
});

const exported = (params: Record<string, string>, format: string) =>
  call(exportRoute.GET, { as: admin, params, query: `?format=${format}` });
