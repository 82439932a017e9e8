import { CATALOGUE, type CheckId } from './catalogue/catalogue.ts';
import type { CheckEntry, CheckTag } from './catalogue/entry.ts';
import { ALL_CHECKS } from './checks/all-checks.ts';
import type { Check } from './engine/context.ts';
import type { LoadKind } from './load/plan.ts';

const ENTRIES = new Map<string, CheckEntry>(CATALOGUE.map((entry) => [entry.id, entry]));

/** The catalogue's words for a check. */
export function entryOf(id: string): CheckEntry {
  const entry = ENTRIES.get(id);
  if (!entry) throw new RangeError(`No check has the id ${id}.`);
  return entry;
}

const WRITING = new Set<string>(ALL_CHECKS.filter(({ writes }) => writes).flatMap(({ ids }) => ids));

/** Whether a check makes or changes resources, which needs consent. */
export const writes = (id: string): boolean => WRITING.has(id);

/**
 * The checks with one of the tags, and those they need; all without a tag. Those of the throughput also where the tags
 * leave them out, if a load was asked for.
 */
export function checksWith(asked: readonly CheckTag[], load?: LoadKind): Check[] {
  if (asked.length === 0) return [...ALL_CHECKS];
  const tags = load ? [...asked, 'load' as const] : asked;
  const wanted = new Set<CheckId>(
    CATALOGUE.filter((entry) => entry.tags.some((tag) => tags.includes(tag))).map(({ id }) => id),
  );
  return withNeeds(wanted);
}

/** The named checks and, transitively, those they need. */
export function withNeeds(ids: Iterable<CheckId>): Check[] {
  const wanted = new Set(ids);
  const owner = new Map(ALL_CHECKS.flatMap((check) => check.ids.map((id): [CheckId, Check] => [id, check])));
  // A set hands out what is added to it while it is walked.
  for (const id of wanted) owner.get(id)?.needs.forEach((need) => wanted.add(need));
  return ALL_CHECKS.filter((check) => check.ids.some((id) => wanted.has(id)));
}
