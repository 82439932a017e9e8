import { AppError } from '#lib/platform/errors.ts';
import type { KeptSetting, Settings } from './ports.ts';

export function fakeSettings(kept: KeptSetting[] = []): Settings {
  const rows = new Map(kept.map((row) => [row.name, row]));
  return {
    list: async () => [...rows.values()],
    async change(changes, by) {
      for (const { name, base } of changes) {
        if ((rows.get(name)?.version ?? 0) !== base) throw new AppError('version-conflict', 'Changed meanwhile.');
      }
      for (const { name, value, base } of changes) {
        rows.set(name, { name, value, version: base + 1, byName: by.name, at: new Date() });
      }
    },
  };
}
