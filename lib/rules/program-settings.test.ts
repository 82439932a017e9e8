import { expect, test } from 'vitest';
import { PROGRAM_SETTINGS, programSettings } from './program-settings.ts';

test('what nobody has set has its default', () => {
  expect(programSettings([])).toMatchObject({
    validityDays: 14,
    operatorHolidays: [],
    isvTimeZone: 'UTC',
    templates: [],
    ruleSet: 'gallery-2026-11',
  });
});

test('what is kept counts, unless it no longer fits', () => {
  const rows = [
    { name: 'validityDays', value: 30 },
    { name: 'isvTimeZone', value: 'Mars/Olympus' },
    { name: 'gone', value: 1 },
  ];
  const settings = programSettings(rows);
  expect(settings).toMatchObject({ validityDays: 30, isvTimeZone: 'UTC' });
  expect(settings).not.toHaveProperty('gone');
});

test.each([
  ['validityDays', 0],
  ['operatorTargetDays', 1.5],
  ['isvHolidays', ['2026-13-01']],
  ['ruleSet', 'made-up'],
] as const)('%s does not take %j', (name, value) => {
  expect(PROGRAM_SETTINGS[name].safeParse(value).success).toBe(false);
});
