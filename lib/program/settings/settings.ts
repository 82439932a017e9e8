import type { Person } from '#lib/onboarding/ports.ts';
import { programSettings, type ProgramSettings, type SettingName } from '#lib/rules/program-settings.ts';
import { RULE_SETS } from '#lib/rules/requirements.ts';
import { KNOWN_TEMPLATES } from '#lib/templates/known-templates.ts';
import type { Settings } from '../ports.ts';
import type { SettingChangeInput, SettingsView } from './contract.ts';

type Ports = {
  settings: Settings;
  /** What counts while nobody has set it: the environment of this portal may name another validity. */
  defaults: Partial<ProgramSettings>;
};

/** What counts now. */
export async function settingsInForce({ settings, defaults }: Ports): Promise<ProgramSettings> {
  return programSettings(await settings.list(), defaults);
}

/** All settings with who set them, for the page that changes them. */
export async function readSettings({ settings, defaults }: Ports): Promise<SettingsView> {
  const kept = await settings.list();
  const rows = new Map(kept.map((row) => [row.name, row]));
  const values = programSettings(kept, defaults);
  const view = <Name extends SettingName>(name: Name) => {
    const row = rows.get(name);
    return {
      value: values[name],
      version: row?.version ?? 0,
      ...(row ? { byName: row.byName, at: row.at.toISOString() } : {}),
    };
  };
  return {
    validityDays: view('validityDays'),
    operatorTargetDays: view('operatorTargetDays'),
    operatorTimeZone: view('operatorTimeZone'),
    operatorHolidays: view('operatorHolidays'),
    isvTargetDays: view('isvTargetDays'),
    isvTimeZone: view('isvTimeZone'),
    isvHolidays: view('isvHolidays'),
    requestExpiryDays: view('requestExpiryDays'),
    ruleSet: view('ruleSet'),
    templates: view('templates'),
    choices: {
      ruleSets: RULE_SETS.map(({ id, title }) => ({ id, title })),
      templates: KNOWN_TEMPLATES.map(({ id, title, version }) => ({ id, title: `${title}, version ${version}` })),
    },
  };
}

/** Sets them anew, all or none. Holidays are kept in their order, each once. */
export async function changeSettings(
  ports: Ports,
  { person, changes }: { person: Person; changes: readonly SettingChangeInput[] },
): Promise<SettingsView> {
  await ports.settings.change(changes.map(inOrder), person);
  return readSettings(ports);
}

function inOrder(change: SettingChangeInput): SettingChangeInput {
  const isHolidays = change.name === 'operatorHolidays' || change.name === 'isvHolidays';
  return isHolidays ? { ...change, value: [...new Set(change.value)].sort() } : change;
}
