import type { Person } from '#lib/onboarding/ports.ts';
import type { SettingName } from '#lib/rules/program-settings.ts';

/** A setting as it is kept. One that nobody has ever set is not kept. */
export type KeptSetting = { name: string; value: unknown; version: number; byName: string; at: Date };
export type SettingChange = {
  name: SettingName;
  value: unknown;
  /** The version it was changed from; 0 of one that nobody has set. */
  base: number;
};

export interface Settings {
  list(): Promise<KeptSetting[]>;
  /** All of them, each with its event, or none: a setting that somebody changed meanwhile is a `version-conflict`. */
  change(changes: readonly SettingChange[], by: Person): Promise<void>;
}
