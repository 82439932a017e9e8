import { expect, test } from 'vitest';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaProbes } from './prisma-probes.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const probes = prismaProbes(database);
const onboardings = prismaOnboardings(database);
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

const aProbe = (changes = {}) => ({
  endpoint: `https://${crypto.randomUUID()}.example`,
  tags: [],
  mayWrite: true,
  cleanUpOnly: false,
  startedById: 'ann',
  startedByName: 'Ann',
  ...changes,
});
const started = async (probe = aProbe()) => {
  const { tenantId, id } = await onboardings.insert(aStart());
  return { tenantId, id, ...(await probes.start(tenantId, id, probe)) };
};

test('started twice at once, one probe runs', async () => {
  const { tenantId, id } = await onboardings.insert(aStart());
  const both = await Promise.all([probes.start(tenantId, id, aProbe()), probes.start(tenantId, id, aProbe())]);
  expect(new Set(both.map(({ probe }) => probe.id)).size).toBe(1);
  expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
});

test('a probe whose process is silent is closed by the next, which takes over what it left', async () => {
  const { tenantId, id, probe } = await started();
  await probes.inventory(probe.id).put({ ref: crypto.randomUUID(), collection: 'Users', name: 'probe-left', id: 'u1' });
  await database.probe.update({ where: { id: probe.id }, data: { aliveAt: LONG_AGO } });
  const next = await probes.start(tenantId, id, aProbe({ endpoint: probe.endpoint }));
  expect(next).toMatchObject({ isNew: true, probe: { leftovers: [{ name: 'probe-left', id: 'u1' }] } });
  expect(await probes.get(tenantId, id, probe.id)).toMatchObject({ endedAt: LONG_AGO, leftovers: [] });
});

test('an endpoint’s throughput is checked once an hour, whoever asks, and one at a time in a tenant', async () => {
  const { tenantId, probe } = await started(aProbe({ load: 'reads' }));
  await expect(started(aProbe({ load: 'reads', endpoint: probe.endpoint }))).rejects.toThrow('within the last hour');
  const { id: other } = await onboardings.insert(aStart({ tenantId }));
  await expect(probes.start(tenantId, other, aProbe({ load: 'mix' }))).rejects.toThrow('Another throughput check');
  await database.probe.update({ where: { id: probe.id }, data: { startedAt: LONG_AGO, endedAt: LONG_AGO } });
  await expect(started(aProbe({ load: 'mix', endpoint: probe.endpoint }))).resolves.toMatchObject({ isNew: true });
});

test('a wish to stop reaches the carrier with its next save; the end frees the onboarding', async () => {
  const { tenantId, id, probe } = await started();
  expect(await probes.saveProgress(probe.id, { results: [] })).toEqual({ stopRequested: false });
  await probes.requestStop(tenantId, id, probe.id);
  expect(await probes.saveProgress(probe.id, { results: [] })).toEqual({ stopRequested: true });
  await probes.finish(probe.id, { results: [], exchanges: [], requests: 3, stopped: 'The probe was stopped.' });
  expect(await probes.get(tenantId, id, probe.id)).toMatchObject({ requests: 3, stopped: 'The probe was stopped.' });
  expect((await probes.start(tenantId, id, aProbe())).isNew).toBe(true);
});

test('the history has each probe with its verdicts, newest first, and not what the checks found in words', async () => {
  const { tenantId, id, probe } = await started();
  const result = { id: 'D01', got: 'HTTP 200', blockedBy: [], exchanges: ['1'], durationMs: 3 };
  const results = [{ ...result, verdict: 'passed' as const }];
  await probes.finish(probe.id, { results, exchanges: [], requests: 7 });
  const { probe: next } = await probes.start(tenantId, id, aProbe());
  const history = await probes.history(tenantId, id);
  expect(history).toMatchObject([{ id: next.id }, { id: probe.id, requests: 7 }]);
  expect(history.map((line) => line.results)).toEqual([[], [{ id: 'D01', verdict: 'passed' }]]);
});

test('for another tenant a probe does not exist', async () => {
  const { id, probe } = await started();
  expect(await probes.get('other', id, probe.id)).toBeUndefined();
  expect(await probes.list('other', id)).toEqual([]);
  expect(await probes.history('other', id)).toEqual([]);
  expect(await probes.exchanges('other', id, probe.id)).toEqual([]);
  await expect(probes.requestStop('other', id, probe.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(probes.start('other', id, aProbe())).rejects.toMatchObject({ code: 'not-found' });
});
