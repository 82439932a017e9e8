import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { prismaCohorts } from './prisma-cohorts.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const cohorts = prismaCohorts(database);
const by: Person = { tenantId: randomUUID(), objectId: 'mo', name: 'Mo', username: '' };
const aCohort = () => cohorts.create({ name: `Pilot ${randomUUID()}`, words: '' }, by);
const aTenant = async (tenantName: string) =>
  (await prismaOnboardings(database).insert(aStart({ tenantName }))).tenantId;
const NO_CHANGE = { add: [], remove: [] };

test('tenants are added and taken out again, each once', async () => {
  const { id } = await aCohort();
  const [one, other] = [await aTenant('Adatum'), await aTenant('Contoso')];
  await cohorts.change(id, { version: 0, add: [other, one, one], remove: [] }, by);
  const changed = await cohorts.change(id, { version: 1, add: [one], remove: [other] }, by);
  expect(changed).toMatchObject({ version: 2, tenants: [{ tenantId: one, tenantName: 'Adatum' }] });
});

test('of two people who change a cohort at once, one is told', async () => {
  const { id } = await aCohort();
  const rename = () => cohorts.change(id, { ...NO_CHANGE, version: 0, name: `New ${randomUUID()}` }, by);
  const outcomes = await Promise.allSettled([rename(), rename()]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(['version-conflict']);
});

test('two cohorts cannot have one name', async () => {
  const [one, other] = [await aCohort(), await aCohort()];
  const rename = cohorts.change(one.id, { ...NO_CHANGE, version: 0, name: other.name }, by);
  await expect(rename).rejects.toMatchObject({ code: 'name-taken', details: { field: 'name' } });
  await expect(cohorts.create({ name: other.name, words: '' }, by)).rejects.toMatchObject({ code: 'name-taken' });
});

test('a tenant that nobody here knows cannot be added, and nothing else is changed with it', async () => {
  const { id, name } = await aCohort();
  const change = cohorts.change(id, { version: 0, name: 'Other', add: [randomUUID()], remove: [] }, by);
  await expect(change).rejects.toMatchObject({ code: 'not-found' });
  expect((await cohorts.list()).find((cohort) => cohort.id === id)).toMatchObject({ name, version: 0 });
});

test('known tenants are found by beginnings of words of their name or by their id, each once', async () => {
  const word = `v${randomUUID().slice(0, 8)}`;
  const tenant = { tenantName: `100%_Pure ${word}`, tenantId: await aTenant(`100%_Pure ${word}`) };
  await prismaOnboardings(database).insert(aStart(tenant));
  await prismaOnboardings(database).insert(aStart({ tenantName: 'Another', name: word }));
  for (const search of [word.toUpperCase(), `pur ${word.slice(0, 6)}`, tenant.tenantId])
    expect(await cohorts.tenants(search, 5), search).toEqual([tenant]);
  for (const search of ['1%0', "'", '&']) expect(await cohorts.tenants(`${search} ${word}x`, 5)).toEqual([]);
});

test('what was done to a cohort is in the trail, also when it is gone', async () => {
  const { id } = await aCohort();
  await cohorts.remove(id, by);
  await expect(cohorts.remove(id, by)).rejects.toMatchObject({ code: 'not-found' });
  const events = await database.auditEvent.findMany({ where: { facts: { path: ['cohortId'], equals: id } } });
  expect(events.map(({ action }) => action).sort()).toEqual(['cohort.created', 'cohort.removed']);
});

test('figures that were counted of other tenants are forgotten with the change', async () => {
  const { id } = await aCohort();
  await database.programFigures.create({ data: { key: `90/${id}`, figures: {}, countedAt: new Date() } });
  await cohorts.change(id, { version: 0, add: [await aTenant('Adatum')], remove: [] }, by);
  expect(await database.programFigures.count({ where: { key: `90/${id}` } })).toBe(0);
});
