import type { Check } from '#lib/probe/engine/context.ts';
import { predict, type Declared } from '#lib/probe/prediction/predict.ts';
import { PREDICTED_TEMPLATES } from '#lib/probe/prediction/reliance.ts';
import { checksWith, entryOf } from '#lib/probe/select.ts';
import { changesSince, countsOf, readinessOf } from '#lib/probe/summary.ts';
import { causesOf } from './causes-view.ts';
import type { ProbeSummary, ProbeView } from './contract.ts';
import { SILENCE_MS, type ProbeLine, type ProbeRecord } from './ports.ts';

const isGone = ({ aliveAt, endedAt }: ProbeLine): boolean => !endedAt && Date.now() - aliveAt.getTime() > SILENCE_MS;

/** The checks that a probe tries. */
export function checksOf({ tags, cleanUpOnly, load }: Pick<ProbeRecord, 'tags' | 'cleanUpOnly' | 'load'>): Check[] {
  return cleanUpOnly ? [] : checksWith(tags, load);
}

/** A probe as a line of the history. */
export function probeSummary(probe: ProbeLine): ProbeSummary {
  const { id, endpoint, tags, mayWrite, cleanUpOnly, startedByName, stopped, requests, results, leftovers } = probe;
  return {
    ...{ id, endpoint, tags, mayWrite, cleanUpOnly, startedByName, requests },
    startedAt: probe.startedAt.toISOString(),
    ...(probe.endedAt ? { endedAt: probe.endedAt.toISOString() } : {}),
    ...(probe.load ? { load: probe.load } : {}),
    ...(stopped ? { stopped } : {}),
    state: probe.endedAt ? 'ended' : isGone(probe) ? 'interrupted' : 'running',
    checks: checkIds(probe).length,
    counts: countsOf(results),
    ...(probe.endedAt && !cleanUpOnly ? { readiness: readinessOf(results, stopped) } : {}),
    leftovers: leftovers.length,
  };
}

type Beside = { earlier?: ProbeRecord; declared: Declared };

/** A probe with everything its page shows. `declared` is what the onboarding's mappings say of the application. */
export function probeView(probe: ProbeRecord, { earlier, declared }: Beside): ProbeView {
  const changes = earlier && changesSince(earlier.results, probe.results);
  return {
    ...probeSummary(probe),
    catalogue: checkIds(probe).map((id) => {
      const { tags, ...words } = entryOf(id);
      return { ...words, tags: [...tags] };
    }),
    results: probe.results,
    causes: causesOf(probe.results),
    leftoverItems: probe.leftovers,
    predictions:
      probe.endedAt && !probe.cleanUpOnly
        ? PREDICTED_TEMPLATES.map((template) => predict(probe.results, template, declared))
        : [],
    ...(probe.loadRun ? { loadRun: probe.loadRun } : {}),
    ...(earlier && changes
      ? {
          changes: {
            since: earlier.startedAt.toISOString(),
            fixed: changes.fixed.map(({ id }) => id),
            broken: changes.broken.map(({ id }) => id),
          },
        }
      : {}),
  };
}

const checkIds = (probe: ProbeLine): string[] => checksOf(probe).flatMap(({ ids }) => [...ids]);
