import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
import type { SettingChangeInput } from '#lib/program/settings/contract.ts';
import { changeSettings, readSettings, settingsInForce } from '#lib/program/settings/settings.ts';
import { clocksOf, type ProgramSettings } from '#lib/rules/program-settings.ts';
import { foundation } from './foundation.ts';

function settingsPorts() {
  const { config, settings } = foundation();
  return { settings, defaults: { validityDays: config.RUN_VALIDITY_DAYS } };
}

/** What program managers have set, as it counts at this moment. */
export const programSettingsNow = (): Promise<ProgramSettings> => settingsInForce(settingsPorts());

/** Ports of a use case together with what program managers have set: read for every request, so that a change counts at once. */
export async function withSettings<Ports extends object>(ports: Ports) {
  const settings = await programSettingsNow();
  const { validityDays, requestExpiryDays: expiryDays, ruleSet: ruleSetForNew, templates: offeredTemplates } = settings;
  return { ...ports, validityDays, expiryDays, clocks: clocksOf(settings), ruleSetForNew, offeredTemplates };
}

/** The settings of the program, as this program manager. */
export function settingServices({ tenantId, objectId, name, username }: SignedIn) {
  const person = { tenantId, objectId, name, username };
  return {
    read: () => readSettings(settingsPorts()),
    change: (changes: SettingChangeInput[]) => changeSettings(settingsPorts(), { person, changes }),
  };
}
