import { z } from 'zod';
import { TemplateEdition } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { PROGRAM_SETTINGS } from '#lib/rules/program-settings.ts';

const base = z.number().int().nonnegative();
const change = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) =>
  z.object({ name: z.literal(name), value, base });
const { validityDays, operatorTargetDays, isvTargetDays, requestExpiryDays, ruleSet } = PROGRAM_SETTINGS;
const { operatorTimeZone, operatorHolidays, isvTimeZone, isvHolidays } = PROGRAM_SETTINGS;

/** One setting anew; `base` is the version it was changed from. */
export const SettingChangeInput = z.discriminatedUnion('name', [
  change('validityDays', validityDays.unwrap()),
  change('operatorTargetDays', operatorTargetDays.unwrap()),
  change('operatorTimeZone', operatorTimeZone.unwrap()),
  change('operatorHolidays', operatorHolidays.unwrap()),
  change('isvTargetDays', isvTargetDays.unwrap()),
  change('isvTimeZone', isvTimeZone.unwrap()),
  change('isvHolidays', isvHolidays.unwrap()),
  change('requestExpiryDays', requestExpiryDays.unwrap()),
  change('ruleSet', ruleSet.unwrap()),
  change('templates', z.array(TemplateEdition).max(20)),
]);
export type SettingChangeInput = z.infer<typeof SettingChangeInput>;
export const ChangeSettingsInput = z.object({ changes: z.array(SettingChangeInput).min(1).max(20) });

const Kept = z.object({
  version: base,
  /** Who set it and when; without them it has its default. */
  byName: z.string().optional(),
  at: z.iso.datetime().optional(),
});
const setting = <Value extends z.ZodType>(value: Value) => Kept.extend({ value });
const Choice = z.object({ id: z.string(), title: z.string() });

/** What counts for everybody, and what can be chosen. */
export const SettingsView = z.object({
  validityDays: setting(z.number()),
  operatorTargetDays: setting(z.number()),
  operatorTimeZone: setting(z.string()),
  operatorHolidays: setting(z.array(z.string())),
  isvTargetDays: setting(z.number()),
  isvTimeZone: setting(z.string()),
  isvHolidays: setting(z.array(z.string())),
  requestExpiryDays: setting(z.number()),
  ruleSet: setting(z.string()),
  templates: setting(z.array(z.string())),
  choices: z.object({ ruleSets: z.array(Choice), templates: z.array(Choice) }),
});
export type SettingsView = z.infer<typeof SettingsView>;
