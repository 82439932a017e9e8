import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { job, openQueue, type JobDefinition } from '#lib/operations/queue.ts';
import type { NewRun } from '#lib/onboarding/record/ports.ts';
import { prismaOnboardings } from '#lib/repositories/prisma-onboardings.ts';
import { prismaRunStarts, type SendWatch } from '#lib/repositories/prisma-run-starts.ts';
import { prismaRuns } from '#lib/repositories/prisma-runs.ts';
import { aRun, aStart } from '#lib/repositories/records.fixture.ts';
import { testDatabase } from '#lib/repositories/test-database.ts';

const Watched = z.object({ tenantId: z.string(), onboardingId: z.string(), runId: z.string() });
const WATCH: JobDefinition<z.infer<typeof Watched>> = {
  name: 'watch-run',
  payload: Watched,
  keyOf: ({ runId }) => runId,
  handle: async () => undefined,
};

const { database, url } = await testDatabase();
const queue = await openQueue(url, [job(WATCH)], () => undefined);
afterAll(() => queue.stop());
const onboardings = prismaOnboardings(database);
const runs = prismaRuns(database);
const send: SendWatch = (run, transaction) => queue.send(WATCH, run, transaction);
const BEGUN = { runName: 'R1', versionId: 'V1' };

async function recordedWith(sendWatch: SendWatch, changes: Partial<NewRun> = {}) {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  const starts = prismaRunStarts(database, async () => sendWatch);
  const run = aRun(changes);
  const record = () => starts.record(tenantId, onboardingId, { ...run, ...BEGUN });
  return { record, runId: run.id, rows: () => runs.list(tenantId, onboardingId) };
}

const jobsFor = (runId: string) =>
  database.$queryRaw<{ data: unknown }[]>`SELECT data FROM jobs.job WHERE data->>'runId' = ${runId}`;

test('a run that has begun is kept with the job that watches it, and recording it again adds neither', async () => {
  const { record, runId, rows } = await recordedWith(send);
  expect(await record()).toMatchObject({ id: runId, ...BEGUN, status: 'running' });
  expect(await record()).toMatchObject({ id: runId, ...BEGUN });
  expect(await rows()).toHaveLength(1);
  expect(await jobsFor(runId)).toHaveLength(1);
});

test('if the transaction is rolled back there is neither the run nor the job', async () => {
  const failing: SendWatch = async (run, transaction) => {
    await send(run, transaction);
    throw new Error('the server died');
  };
  const { record, runId, rows } = await recordedWith(failing);
  await expect(record()).rejects.toThrow('the server died');
  expect(await rows()).toEqual([]);
  expect(await jobsFor(runId)).toEqual([]);
});

test('a run that another record claims leaves no second record and no job', async () => {
  const first = await recordedWith(send);
  const { resourceId } = await first.record();
  const second = await recordedWith(send, { resourceId });
  await expect(second.record()).rejects.toMatchObject({ code: 'conflict' });
  expect(await second.rows()).toEqual([]);
  expect(await jobsFor(second.runId)).toEqual([]);
});

test('a run that the person follows needs no job', async () => {
  const { record, runId } = await recordedWith(send, { watchedBy: 'you' });
  expect(await record()).toMatchObject({ status: 'running', watchedBy: 'you' });
  expect(await jobsFor(runId)).toEqual([]);
});
