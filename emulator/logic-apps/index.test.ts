import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { definitionOf, ranOf, RUN, testRuntime } from './testing/workflow.ts';

const wait = { type: 'Wait', inputs: { interval: { count: 1, unit: 'Day' } } };
const start = (logicApps: ReturnType<typeof testRuntime>['logicApps'], actions: Record<string, unknown>) =>
  logicApps.startRun({ ...RUN, definition: definitionOf(actions), parameters: {} });

test('a run is there at once, Running, under a name that sorts newest first', async () => {
  const { logicApps } = testRuntime();
  const first = start(logicApps, {});
  const second = start(logicApps, {});
  expect(first.id).toMatch(/^0858\d{25}CU00$/);
  expect(first).toMatchObject({ status: 'Running', clientTrackingId: first.id, workflowId: RUN.workflowId });
  await Promise.all([logicApps.runEnded(first.id), logicApps.runEnded(second.id)]);
  expect(first.id).not.toBe(second.id);
  expect(logicApps.runs.get(first.id)).toMatchObject({ status: 'Succeeded', endTime: expect.any(String) });
});

test('runEnded of an unknown or ended run is over at once', async () => {
  const { logicApps } = testRuntime();
  await logicApps.runEnded('nope');
  expect([logicApps.actionsOf('nope'), logicApps.content('nope/a/inputs'), logicApps.content('x')]).toEqual([
    [],
    undefined,
    undefined,
  ]);
});

test('a missing parameter refuses the run, and none is recorded', () => {
  const { logicApps } = testRuntime();
  const definition = definitionOf({}, { p: { type: 'String' } });
  expect(() => logicApps.startRun({ ...RUN, definition, parameters: {} })).toThrow(
    expect.objectContaining({ code: 'InvalidTemplate' }),
  );
  expect(logicApps.runs.size).toBe(0);
});

test('when the emulator stops, its runs end as failed', async () => {
  const stopping = new AbortController();
  const { logicApps } = testRuntime({ timeScale: 1, stopping: stopping.signal });
  const { id } = start(logicApps, { Wait: wait });
  await Promise.resolve();
  stopping.abort();
  await logicApps.runEnded(id);
  expect(logicApps.runs.get(id)).toMatchObject({ status: 'Failed', code: 'Aborted' });
});

test('after a restart ended runs keep their history, and one that was going on is failed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  const options = { timeScale: 1, snapshotFile: join(folder, 'state.json'), historyFolder: join(folder, 'runs') };
  const before = testRuntime(options);
  const ended = start(before.logicApps, { C: { type: 'Compose', inputs: { a: 1 } } });
  const going = start(before.logicApps, { Wait: wait });
  await before.logicApps.runEnded(ended.id);
  before.core.store.save();
  const { logicApps } = testRuntime(options);
  expect(logicApps.runs.get(going.id)).toMatchObject({ status: 'Failed', code: 'Aborted' });
  expect(ranOf(logicApps, ended.id).outputs('C')).toEqual({ a: 1 });
  before.logicApps.cancelRun(going.id);
  await before.logicApps.runEnded(going.id);
  rmSync(folder, { recursive: true });
});

test('a reset while a run goes on leaves nothing of it', async () => {
  const { core, logicApps } = testRuntime({ timeScale: 1 });
  const { id } = start(logicApps, { Wait: wait });
  core.store.clear();
  logicApps.cancelRun(id);
  await logicApps.runEnded(id);
  expect([logicApps.runs.size, logicApps.actionsOf(id)]).toEqual([0, []]);
});
