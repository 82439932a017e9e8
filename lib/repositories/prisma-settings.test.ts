import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { prismaSettings } from './prisma-settings.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const settings = prismaSettings(database);
const somebody = (): Person => ({ tenantId: randomUUID(), objectId: 'mo', name: 'Mo', username: '' });
const rowOf = async (name: string) => (await settings.list()).find((row) => row.name === name);

test('a setting is kept with who set it, and its event names what it was', async () => {
  const by = somebody();
  await settings.change([{ name: 'validityDays', value: 21, base: 0 }], by);
  await settings.change([{ name: 'validityDays', value: 30, base: 1 }], by);
  expect(await rowOf('validityDays')).toMatchObject({ value: 30, version: 2, byName: 'Mo' });
  const events = await database.auditEvent.findMany({ where: { tenantId: by.tenantId }, orderBy: { at: 'asc' } });
  expect(events.map(({ action, facts }) => ({ action, facts }))).toEqual([
    { action: 'setting.changed', facts: { field: 'validityDays', from: null, to: 21 } },
    { action: 'setting.changed', facts: { field: 'validityDays', from: 21, to: 30 } },
  ]);
});

test('of two people who change the same setting at once, one is told', async () => {
  const set = (value: number) => settings.change([{ name: 'isvTargetDays', value, base: 0 }], somebody());
  const outcomes = await Promise.allSettled([set(8), set(9)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'version-conflict', details: { field: 'isvTargetDays' } });
});

test('when one of several cannot be set, none is, and no event says so', async () => {
  const by = somebody();
  await settings.change([{ name: 'isvTimeZone', value: 'UTC', base: 0 }], somebody());
  const both = settings.change(
    [
      { name: 'isvHolidays', value: ['2026-12-25'], base: 0 },
      { name: 'isvTimeZone', value: 'Europe/Berlin', base: 0 },
    ],
    by,
  );
  await expect(both).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await rowOf('isvHolidays')).toBeUndefined();
  expect(await database.auditEvent.count({ where: { tenantId: by.tenantId } })).toBe(0);
});
