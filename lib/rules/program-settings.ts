import { z } from 'zod';
import type { Clocks } from './business-clock.ts';
import { RULE_SETS } from './requirements.ts';

const days = (most: number) => z.number().int().min(1).max(most);
const isTimeZone = (zone: string) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
const timeZone = z
  .string()
  .refine(isTimeZone, 'Choose a time zone of the IANA list, like Europe/Berlin.')
  .default('UTC');
const holidays = z.array(z.iso.date()).max(400).default([]);
const ruleSets = RULE_SETS.map(({ id }) => id);

/** What program managers set for everybody, each with the value that counts until somebody has set it. */
export const PROGRAM_SETTINGS = {
  /** How long a verified run can be handed in. */
  validityDays: days(365).default(14),
  /** Business days that each side has until it is late, where its days begin, and on which of them nobody works there. */
  operatorTargetDays: days(60).default(5),
  operatorTimeZone: timeZone,
  operatorHolidays: holidays,
  isvTargetDays: days(60).default(10),
  isvTimeZone: timeZone,
  isvHolidays: holidays,
  /** Days after which a request expires whose publisher works on none of the changes that were asked for. */
  requestExpiryDays: days(365).default(60),
  /** What new onboardings are held to. */
  ruleSet: z
    .string()
    .refine((id) => ruleSets.includes(id), 'There is no such rule set.')
    .default(ruleSets[0] ?? ''),
  /** Ids of the template editions that step 4 offers; none means all that this portal has. */
  templates: z.array(z.string().max(100)).max(20).default([]),
} as const;

export type SettingName = keyof typeof PROGRAM_SETTINGS;
export type ProgramSettings = { [Name in SettingName]: z.infer<(typeof PROGRAM_SETTINGS)[Name]> };

/** All settings from the rows that are kept. A row that no longer fits its setting counts as not set. */
export function programSettings(
  rows: readonly { name: string; value: unknown }[],
  defaults: Partial<ProgramSettings> = {},
): ProgramSettings {
  const given = new Map(rows.map(({ name, value }) => [name, value]));
  const entries = Object.entries(PROGRAM_SETTINGS).map(([name, schema]) => {
    const kept = schema.safeParse(given.get(name));
    const isSet = given.has(name) && kept.success;
    return [name, isSet ? kept.data : (defaults[name as SettingName] ?? schema.parse(undefined))];
  });
  return Object.fromEntries(entries) as ProgramSettings;
}

/** The clock of each side as it is set. */
export function clocksOf(settings: ProgramSettings): Clocks {
  return {
    operator: {
      targetDays: settings.operatorTargetDays,
      calendar: { timeZone: settings.operatorTimeZone, holidays: settings.operatorHolidays },
    },
    isv: {
      targetDays: settings.isvTargetDays,
      calendar: { timeZone: settings.isvTimeZone, holidays: settings.isvHolidays },
    },
  };
}
