import { expect, test } from 'vitest';
import { fakeSettings } from '../fakes.ts';
import { ChangeSettingsInput, SettingsView } from './contract.ts';
import { changeSettings, readSettings, settingsInForce } from './settings.ts';

const MO = { tenantId: 'operator', objectId: 'mo', name: 'Mo', username: '' };
const ports = (defaults = {}) => ({ settings: fakeSettings(), defaults });

test('until somebody sets it, the environment decides, and else the default', async () => {
  expect(await settingsInForce(ports({ validityDays: 30 }))).toMatchObject({ validityDays: 30, isvTargetDays: 10 });
});

test('what somebody sets counts before what the environment says', async () => {
  const with30 = ports({ validityDays: 30 });
  const { changes } = ChangeSettingsInput.parse({ changes: [{ name: 'validityDays', value: 7, base: 0 }] });
  const view = SettingsView.parse(await changeSettings(with30, { person: MO, changes }));
  expect(view.validityDays).toMatchObject({ value: 7, version: 1, byName: 'Mo' });
  expect((await settingsInForce(with30)).validityDays).toBe(7);
});

test('holidays of a side are kept in their order, each once', async () => {
  const value = ['2026-12-26', '2026-12-25', '2026-12-26'];
  const changes = [{ name: 'isvHolidays' as const, value, base: 0 }];
  const { isvHolidays, operatorHolidays } = await changeSettings(ports(), { person: MO, changes });
  expect([isvHolidays.value, operatorHolidays.value]).toEqual([['2026-12-25', '2026-12-26'], []]);
});

test('the page can choose among all rule sets and template editions', async () => {
  const { choices } = await readSettings(ports());
  expect(choices.ruleSets.map(({ id }) => id)).toContain('gallery-2026-11');
  expect(choices.templates.map(({ id }) => id)).toContain('own-consumption-1.0');
});

test.each([
  { name: 'validityDays', value: 0 },
  { name: 'isvTimeZone', value: 'Berlin' },
  { name: 'operatorHolidays', value: ['Christmas'] },
  { name: 'timeZone', value: 'UTC' },
  { name: 'ruleSet', value: 'the-next-one' },
  { name: 'templates', value: ['a-foreign-one'] },
  { name: 'colour', value: 'blue' },
])('$name cannot be $value', (change) => {
  expect(ChangeSettingsInput.safeParse({ changes: [{ ...change, base: 0 }] }).success).toBe(false);
});
