import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunRow } from '#emulator/core/siblings.ts';
import { SEED } from '#emulator/seed/index.ts';
import { holdRequest } from '#lib/repositories/own-request.ts';
import { inTransaction } from '#lib/repositories/in-transaction.ts';
import { waitingForLocks } from '#lib/repositories/test-database.ts';
import { PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { enterFields, fillRequest } from './filled-request.fixture.ts';
import { readyForJourneys, startJourney, type Journey } from './journey.fixture.ts';
import * as evidenceRoute from './onboardings/[onboardingId]/request-publishing/evidence/[number]/route.ts';
import * as onboardingRoute from './onboardings/[onboardingId]/route.ts';
import * as publishingRoute from './onboardings/[onboardingId]/request-publishing/route.ts';
import * as runsRoute from './onboardings/[onboardingId]/request-publishing/runs/route.ts';
import * as takeUpRoute from './onboardings/[onboardingId]/request-publishing/take-up/route.ts';
import * as withdrawRoute from './onboardings/[onboardingId]/request-publishing/withdraw/route.ts';
import { portal } from './portal.fixture.ts';

// Each reads a whole run at its source.
vi.setConfig({ testTimeout: 90_000 });
const cloud = await portal();
const { emulator } = cloud;
const { admin } = SEED.contoso.personas;
const folder = mkdtempSync(join(tmpdir(), 'handing-in-'));

let journey: Journey;
let good: RunRow;
let goodId: string;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  stop = await readyForJourneys(cloud);
  const { scimEndpoint, bearerToken: token } = emulator.sampleApp.createSpace('handing-in');
  journey = await startJourney(cloud, 'Handing in', { scimEndpoint, credential: { kind: 'bearer', token } });
  await journey.toDeployed();
  const { id, runName } = await journey.readyRun();
  good = emulator.logicApps.runs.get(runName!)!;
  goodId = id;
  await fillRequest(journey, id);
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stop();
});
// Whatever a test before has made of it.
beforeEach(async () => {
  const { version, status } = (await request()).submission;
  if (status === 'submitted') {
    await journey.post(withdrawRoute.POST, { version });
    await journey.post(takeUpRoute.POST, { version: version + 1 });
  }
  await enterFields(journey, await request(), { capabilities: 'provisioning', run: goodId });
});

const request = async () => PublishingStep.parse(await journey.get(publishingRoute.GET));

async function handIn() {
  const { requestId } = await journey.post(publishingRoute.POST, {});
  return { requestId, operation: await journey.operation('request-publishing') };
}

/** The pack as the page downloads it. */
async function pack(number: number): Promise<Uint8Array> {
  const params = { ...journey.params, number: `${number}` };
  const response = await cloud.send(evidenceRoute.GET, { as: admin, params });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return new Uint8Array(await response.arrayBuffer());
}

/** As whoever holds the file checks it, with nothing of the portal running. */
function verify(bytes: Uint8Array, ...more: string[]) {
  const file = join(folder, 'pack.zip');
  writeFileSync(file, bytes);
  const root = join(import.meta.dirname, '../..');
  const args = ['--conditions=react-server', join(root, 'scripts/evidence-verify.ts'), file, ...more];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });
  return { status, stderr, stdout };
}

/** The pack with one file changed, zipped anew. */
function changed(bytes: Uint8Array, path: string, change: (text: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  const text = change(new TextDecoder().decode(files[path]));
  return zipSync({ ...files, [path]: new TextEncoder().encode(text) });
}

const history = async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  return foundation().audit.events(admin.tenantId, journey.params.onboardingId);
};

test('what was handed in is downloaded whole, and whatever is changed in it is named', async () => {
  const { operation, requestId } = await handIn();
  expect(operation).toMatchObject({ state: 'done' });
  const { number, sha256 } = (await request()).evidence.at(-1)!;
  const bytes = await pack(number);
  expect(verify(bytes, '--sha256', sha256)).toMatchObject({ status: 0, stderr: '' });
  const [event] = await history();
  expect(event).toMatchObject({ action: 'submission.submitted', requestId, facts: { evidenceSha256: sha256 } });

  const oneByte = verify(changed(bytes, 'redactions.json', (text) => `${text} `));
  expect(oneByte.status).toBe(1);
  expect(oneByte.stderr).toBe('✗ The file redactions.json was changed: it is not the one that the manifest names.\n');
  const oneName = verify(changed(bytes, 'history.json', (text) => text.replace(admin.displayName, 'Eve')));
  expect(oneName.stderr).toMatch(/History: Event \d+ was changed after it was written\./);
  const oneField = verify(changed(bytes, 'evidence.json', (text) => text.replace('"Pays people."', '"Pays you."')));
  expect(oneField.stderr).toContain('The file evidence.json was changed');
  expect(oneField.stderr).toMatch(/The evidence was changed: event \d+ of the history names another SHA-256 for it\./);
});

test('single sign-on alone leaves evidence too: whole, and honest about what nobody verified', async () => {
  const sso = { protocol: 'oidc', testId: 'T-4711', testedOn: '2026-11-01', expiresOn: '2027-05-01' };
  const stated = Object.fromEntries(Object.entries(sso).map(([name, value]) => [`sso.${name}`, value]));
  const { submission } = await enterFields(journey, await request(), { capabilities: 'sso', ...stated });
  const { operation } = await handIn();
  expect(operation).toMatchObject({ state: 'done' });
  const { evidence } = await request();
  const { number, sha256 } = evidence.at(-1)!;
  const { status, stdout } = verify(await pack(number), '--sha256', sha256);
  expect([status, stdout]).toEqual([0, expect.stringContaining('It rests on no run')]);
  expect(stdout).toContain(`Submission ${submission.id}, handing in ${number}`);
  expect(stdout).toContain('Not verified by this portal: single sign-on.');
  expect(stdout).toContain('Test ID T-4711, OIDC');
});

test('a run whose definition was swapped after it was verified is refused, and nothing is left behind', async () => {
  const copy = emulator.logicApps.copyRun(good.id);
  const run = RunView.parse((await journey.post(runsRoute.POST, { pasted: copy.id })).body);
  await enterFields(journey, await request(), { run: run.id });
  const before = await request();
  expect([run.verified, before.unmet.filter(({ kind }) => kind === 'must')]).toEqual([true, []]);
  const [events, onboarding] = [await history(), await journey.get(onboardingRoute.GET)];
  swapDefinition(copy);

  const { operation } = await handIn();
  expect(operation).toMatchObject({ state: 'failed', problem: { code: 'not-verified' } });
  expect(operation.problem?.detail).toMatch(/“.*template.*” does not hold: .*is not one we know: it was changed/);
  const { submission, evidence, runs } = await request();
  expect([submission, evidence]).toEqual([before.submission, before.evidence]);
  expect(runs.find(({ id }) => id === run.id)).toMatchObject({ usable: false });
  expect(await history()).toEqual(events);
  expect(await journey.get(onboardingRoute.GET)).toEqual(onboarding);
});

test('what a colleague changes while it is handed in is not handed in under the ETag of before', async () => {
  const { database } = (await import('#lib/services/foundation.ts')).foundation();
  const before = await request();
  const { params } = journey;
  const etag = (await cloud.send(publishingRoute.GET, { as: admin, params })).headers.get('etag')!;
  await inTransaction(database, async (transaction) => {
    await holdRequest(transaction, params.onboardingId);
    await cloud.send(publishingRoute.POST, { as: admin, params, body: {}, headers: { 'if-match': etag } });
    await vi.waitFor(async () => expect(await waitingForLocks(database)).toHaveLength(1), { timeout: 10_000 });
    const field = { submissionId: before.submission.id, name: 'app.description' };
    await transaction.requestField.updateMany({ where: field, data: { version: { increment: 1 } } });
  });
  const { state, problem } = await journey.operation('request-publishing');
  expect([state, problem?.code]).toEqual(['failed', 'changed-meanwhile']);
  const { submission, evidence } = await request();
  expect([submission, evidence]).toEqual([before.submission, before.evidence]);
});

/** The version that the run used is another one, as when its record was made up for the first look. */
function swapDefinition({ id, versionId }: RunRow): void {
  const version = emulator.arm.state.versions.get(versionId)!;
  const definition = structuredClone(version.definition) as { actions: Record<string, { description?: string }> };
  Object.values(definition.actions)[0]!.description = 'harmless';
  const swapped = { ...version, id: crypto.randomUUID(), definition: definition as never };
  emulator.arm.state.versions.insert(swapped);
  emulator.logicApps.runs.update(id, { versionId: swapped.id });
}
