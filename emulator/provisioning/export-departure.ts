import { changesBetween, type Change } from './patch-operations.ts';
import { desiredValues } from './attribute-flow.ts';
import { step } from './attempt.ts';
import { exportStep, sendChanges } from './export-object.ts';
import type { Attempt, Item, Run } from './run.ts';
import { allows, softDeleteMappings, targetTypes } from './schema-shape.ts';
import { collectionOf } from './scim-client.ts';
import { put, type LinkRow } from './state.ts';
import { secretsOf, settingOf } from './plan.ts';

type Leaving = Item & { link: LinkRow };

/** What leaving means for one object in the target. */
export type Effect = 'nothing' | 'disable' | 'delete' | 'drop' | 'forget';

/**
 * Users are disabled where the target keeps disabled users, everything else is deleted. A user who was dropped from
 * management before is left alone for good.
 * https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works#deprovisioning
 */
export function departureEffect(run: Pick<Run, 'state' | 'job'>, { link, kind, departure, mapping }: Leaving): Effect {
  if (departure === 'purged') return link.state === 'dropped' ? 'forget' : deleteIfAllowed(mapping);
  if (link.state !== 'managed') return 'nothing';
  if (departure === 'out-of-scope' && skipsOutOfScope(run)) return 'drop';
  const isDisabled = kind === 'User' && softDeleteMappings(mapping).length > 0;
  return isDisabled ? 'disable' : deleteIfAllowed(mapping);
}

function deleteIfAllowed(mapping: Item['mapping']): Effect {
  return allows(mapping, 'Delete') ? 'delete' : 'drop';
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/skip-out-of-scope-deletions */
function skipsOutOfScope(run: Pick<Run, 'state' | 'job'>): boolean {
  return /^(true|1)$/i.test(settingOf(secretsOf(run), 'SkipOutOfScopeDeletions') ?? '');
}

export async function exportDeparture(run: Run, item: Leaving, attempt: Attempt): Promise<void> {
  const effect = departureEffect(run, item);
  const { link } = item;
  if (effect === 'forget') run.state.links.remove(link.id);
  if (effect === 'drop') run.state.links.update(link.id, { state: 'dropped' });
  if (effect === 'disable') await disable(run, item, attempt);
  if (effect === 'delete') await remove(run, item, attempt);
}

async function disable(run: Run, item: Leaving, attempt: Attempt): Promise<void> {
  attempt.action = 'disable';
  importStep(attempt, item);
  const changes = disablingChanges(run, item);
  if (changes.length > 0) {
    await run.connection.client.read(collectionOf(item.kind), item.link.targetId);
    await sendChanges(run, item, { attempt, link: item.link, changes });
  } else attempt.action = undefined;
  put(run.state.links, { ...item.link, state: item.departure === 'deleted' ? 'disabled' : 'dropped' });
}

/** Only what depends on the soft deletion is sent: the rest of a user who left no longer matters. */
function disablingChanges({ job }: Run, { mapping, source, link }: Leaving): Change[] {
  if (!source) return [];
  const types = targetTypes(job.schema, mapping);
  const values = desiredValues({ mapping, types, read: source.read, isCreate: false });
  return changesBetween(
    link.exported,
    values,
    softDeleteMappings(mapping).map((row) => row.targetAttributeName),
  );
}

async function remove(run: Run, item: Leaving, attempt: Attempt): Promise<void> {
  attempt.action = 'delete';
  importStep(attempt, item);
  await run.connection.client.remove(collectionOf(item.kind), item.link.targetId);
  run.state.links.remove(item.link.id);
  exportStep(attempt, 'EntryExportDelete', `${item.kind} '${item.link.displayName}' was deleted in the target`);
}

function importStep(attempt: Attempt, { kind, link, departure }: Leaving): void {
  step(attempt, {
    name: 'EntryImportDelete',
    provisioningStepType: 'import',
    description: `${kind} '${link.displayName}' is ${departure === 'out-of-scope' ? 'no longer in scope' : 'deleted in Microsoft Entra ID'}`,
  });
}
