import { attemptOn, skip } from './attempt.ts';
import { clearEscrow } from './escrows.ts';
import { departureEffect, exportDeparture } from './export-departure.ts';
import { exportObject } from './export-object.ts';
import { exportReferences, isManagerPending, referring } from './export-references.ts';
import { pooled } from './pool.ts';
import type { Attempt, Item, Run } from './run.ts';
import { softDeleteMappings } from './schema-shape.ts';
import { put, rowId, type LinkRow } from './state.ts';

const PARALLEL = 5;

/** Exports objects first, then what they refer to, then notes what was looked at. Failed objects are tried again later. */
export async function exportItems(run: Run, items: Item[], entitledIds: ReadonlySet<string>): Promise<void> {
  const failed = new Set<string>();
  const each = (chosen: Item[], work: (item: Item, attempt: Attempt) => Promise<void>) =>
    pooled(PARALLEL, chosen, async (item) => {
      if (!(await attemptOn(run, item, (attempt) => work(item, attempt)))) failed.add(item.sourceId);
    });

  await each(items, (item, attempt) => exportOne(run, item, attempt));
  const referrers = items.filter((item) => !failed.has(item.sourceId) && referring(run, item));
  await each(referrers, async (item, attempt) => {
    const found = referring(run, item);
    if (found) await exportReferences(run, found, attempt);
  });
  for (const item of items) settle(run, item, { hasFailed: failed.has(item.sourceId), entitledIds });
}

async function exportOne(run: Run, item: Item, attempt: Attempt): Promise<void> {
  const { source, link } = item;
  if (item.fate === 'skip')
    return skip(attempt, 'EntrySynchronizationSkipped', 'The object does not pass the scoping filters.');
  if (isWithoutSoftDelete(item) && link) return exportDeparture(run, { ...item, link, departure: 'deleted' }, attempt);
  if (item.fate === 'keep' && source) return exportObject(run, { ...item, source }, attempt);
  if (link) return exportDeparture(run, { ...item, link }, attempt);
}

/** A disabled account is deleted from a target that cannot keep disabled users. */
function isWithoutSoftDelete({ fate, source, mapping }: Item): boolean {
  return fate === 'keep' && source?.isSoftDeleted === true && softDeleteMappings(mapping).length === 0;
}

type Outcome = { hasFailed: boolean; entitledIds: ReadonlySet<string> };

function settle(run: Run, item: Item, { hasFailed, entitledIds }: Outcome): void {
  const id = rowId(run.job.id, item.sourceId);
  if (!hasFailed) clearEscrow(run, item);
  const isGone = item.departure === 'purged' && !run.state.links.get(id);
  const isPending = item.source && item.fate === 'keep' && isManagerPending(run, item.source, entitledIds);
  if (isGone || isPending) run.state.watermarks.remove(id);
  else put(run.state.watermarks, { id, jobId: run.job.id, fingerprint: item.fingerprint });
}

/** Objects that this run would disable or delete: what the accidental-delete threshold counts. */
export function removals(run: Pick<Run, 'state' | 'job'>, items: Item[]): Item[] {
  return items.filter((item) => {
    if (item.fate === 'leave' && item.link) {
      return ['disable', 'delete'].includes(departureEffect(run, item as Item & { link: LinkRow }));
    }
    return item.fate === 'keep' && item.source?.isSoftDeleted === true && item.link?.state === 'managed';
  });
}
