import { AppError } from '#lib/platform/errors.ts';
import type { CountedFigures, CountScope, Figures, KeptSetting, Settings } from './ports.ts';

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

export const NOTHING_COUNTED: CountedFigures = {
  stages: [],
  stepTimes: [],
  stuck: { total: 0, rows: [] },
  failures: [],
  firstRuns: { onboardings: 0, passed: 0 },
  causes: [],
  review: { waiting: 0, withIsv: 0, decisions: 0, weeks: [] },
};

export function fakeFigures(
  counted: Partial<CountedFigures> = {},
  cohorts: Record<string, string> = {},
): Figures & { scopes: CountScope[] } {
  const kept = new Map<string, { figures: unknown; countedAt: Date }>();
  const scopes: CountScope[] = [];
  return {
    scopes,
    async count(scope) {
      scopes.push(scope);
      return { ...NOTHING_COUNTED, ...counted };
    },
    kept: async (key) => kept.get(key),
    keep: async (key, figures, countedAt) => void kept.set(key, { figures: structuredClone(figures), countedAt }),
    keptKeys: async () => [...kept.keys()],
    forget: async (key) => void kept.delete(key),
    cohortName: async (id) => cohorts[id],
  };
}
