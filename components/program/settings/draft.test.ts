import { expect, test } from 'vitest';
import type { SettingsView } from '#lib/program/settings/contract.ts';
import { draftOf, judged } from './draft.ts';

const VIEW: SettingsView = {
  validityDays: { value: 14, version: 3 },
  operatorTargetDays: { value: 5, version: 0 },
  isvTargetDays: { value: 10, version: 0 },
  requestExpiryDays: { value: 60, version: 0 },
  operatorTimeZone: { value: 'UTC', version: 0 },
  operatorHolidays: { value: ['2026-12-25'], version: 1 },
  isvTimeZone: { value: 'UTC', version: 0 },
  isvHolidays: { value: ['2026-12-25'], version: 2 },
  ruleSet: { value: 'gallery-2026-11', version: 0 },
  templates: { value: [], version: 0 },
  choices: {
    ruleSets: [],
    templates: [
      { id: 'own-consumption-1.0', title: 'Own' },
      { id: 'official-consumption-3.1', title: 'Official' },
    ],
  },
};
const asTyped = (changes: Partial<ReturnType<typeof draftOf>>) => judged({ ...draftOf(VIEW), ...changes }, VIEW);

test('what is as it was is not sent', () => {
  expect(asTyped({})).toEqual({ changes: [], errors: {} });
});

test('a change names the version it was changed from', () => {
  const { changes } = asTyped({ validityDays: '21', isvHolidays: '2026-12-25\n2026-12-26' });
  expect(changes).toEqual([
    { name: 'validityDays', value: 21, base: 3 },
    { name: 'isvHolidays', value: ['2026-12-25', '2026-12-26'], base: 2 },
  ]);
});

test('one template can be taken away, not all', () => {
  const templates = ['own-consumption-1.0'];
  expect(asTyped({ templates }).changes).toEqual([{ name: 'templates', value: templates, base: 0 }]);
  expect(asTyped({ templates: [] }).errors.templates).toMatch(/at least one/);
});

test.each([
  ['validityDays', ''],
  ['validityDays', '1.5'],
  ['operatorTargetDays', '90'],
  ['requestExpiryDays', '400'],
  ['operatorHolidays', '25.12.2026'],
  ['isvHolidays', 'Christmas'],
])('%s as “%s” is refused before it is sent', (name, typed) => {
  const { changes, errors } = asTyped({ [name]: typed });
  expect([changes, Object.keys(errors)]).toEqual([[], [name]]);
});
