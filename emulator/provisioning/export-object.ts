import { desiredValues, matchingValues, updatableNames } from './attribute-flow.ts';
import { skip, step } from './attempt.ts';
import { EntryFailure } from './failures.ts';
import { changesBetween, patchOperations, type Change } from './patch-operations.ts';
import type { Attempt, Item, Run } from './run.ts';
import { allows, softDeleteMappings, targetTypes } from './schema-shape.ts';
import { collectionOf, equalsFilter, type Resource } from './scim-client.ts';
import type { SourceObject } from './source-object.ts';
import { put, rowId, type LinkRow } from './state.ts';
import {
  CORE_GROUP,
  CORE_USER,
  ENTERPRISE_USER,
  fromResource,
  shown,
  toResource,
  type FlatValues,
} from './target-path.ts';

type Kept = Item & { source: SourceObject };

/** Brings one object that is in scope to the target: creates it, adopts the one that matches, or sends what changed. */
export async function exportObject(run: Run, item: Kept, attempt: Attempt): Promise<void> {
  const link = run.state.links.get(rowId(run.job.id, item.sourceId));
  step(attempt, {
    name: link ? 'EntryImportUpdate' : 'EntryImportAdd',
    provisioningStepType: 'import',
    description: `Received ${item.kind} '${item.source.displayName}' change from Microsoft Entra ID`,
  });
  if (link) return updateLinked(run, item, { attempt, link });
  // https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works: disabled users are not created.
  if (item.source.isSoftDeleted)
    return skip(attempt, 'EntrySynchronizationSkipped', 'The account is disabled in Microsoft Entra ID.');
  const values = desired(run, item, true);
  const match = await matchingResource(run, item, { values, attempt });
  return match ? adopt(run, item, { attempt, match }) : create(run, item, { attempt, values });
}

function desired({ job }: Run, { mapping, source }: Kept, isCreate: boolean): FlatValues {
  return desiredValues({ mapping, types: targetTypes(job.schema, mapping), read: source.read, isCreate });
}

async function matchingResource(
  { connection }: Run,
  { kind, mapping }: Kept,
  { values, attempt }: { values: FlatValues; attempt: Attempt },
): Promise<Resource | undefined> {
  const candidates = matchingValues(mapping, values);
  if (candidates.length === 0) {
    throw new EntryFailure('MandatoryFieldsMissing', 'The object has no value for any matching attribute.');
  }
  for (const { name, value } of candidates) {
    const found = await connection.client.find(collectionOf(kind), equalsFilter(name, value));
    if (found.length > 1) {
      throw new EntryFailure(
        'DuplicateTargetEntries',
        `${found.length} objects in the target have ${name} = ${value}.`,
      );
    }
    step(attempt, {
      name: 'EntryImport',
      provisioningStepType: 'matching',
      description: found.length > 0 ? `Found an object with ${name} = ${value}` : `No object has ${name} = ${value}`,
    });
    if (found[0]) return found[0];
  }
  return undefined;
}

async function create(
  run: Run,
  item: Kept,
  { attempt, values }: { attempt: Attempt; values: FlatValues },
): Promise<void> {
  if (!allows(item.mapping, 'Add'))
    return skip(attempt, 'EntrySynchronizationSkipped', 'The mapping does not create objects.');
  attempt.action = 'create';
  attempt.modified = Object.entries(values).map(([name, value]) => modified({ name, before: undefined, after: value }));
  const made = await run.connection.client.create(collectionOf(item.kind), creationBody(item, values));
  attempt.targetId = made.id;
  keepLink(run, item, { targetId: made.id, exported: values });
  exportStep(attempt, 'EntryExportAdd', `${item.kind} '${item.source.displayName}' was created in the target`);
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups#create-user */
function creationBody({ kind }: Kept, values: FlatValues): Record<string, unknown> {
  const resource = toResource(values);
  const extensions = Object.keys(resource).filter((key) => key.startsWith('urn:') && key !== ENTERPRISE_USER);
  const schemas =
    kind === 'User'
      ? [CORE_USER, ENTERPRISE_USER, ...extensions]
      : [CORE_GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group', ...extensions];
  return { schemas, ...(kind === 'User' ? { roles: [] } : {}), ...resource, meta: { resourceType: kind } };
}

async function adopt(run: Run, item: Kept, { attempt, match }: { attempt: Attempt; match: Resource }): Promise<void> {
  const { id: targetId } = match;
  const owner = run.state.links.first(
    (link) => link.jobId === run.job.id && link.kind === item.kind && link.targetId === targetId,
  );
  if (owner) {
    throw new EntryFailure(
      'DuplicateSourceEntries',
      `The object ${targetId} is already linked to '${owner.displayName}'.`,
    );
  }
  attempt.targetId = targetId;
  const names = updatableNames(item.mapping);
  const link = keepLink(run, item, { targetId, exported: fromResource(match, names) });
  run.adopted.add(link.id);
  const changes = changesBetween(link.exported, desired(run, item, false), names);
  if (changes.length === 0) return skip(attempt, 'RedundantExport', 'The object in the target is the same already.');
  await sendChanges(run, item, { attempt, link, changes });
}

async function updateLinked(
  run: Run,
  item: Kept,
  { attempt, link }: { attempt: Attempt; link: LinkRow },
): Promise<void> {
  attempt.targetId = link.targetId;
  const names = updatableNames(item.mapping);
  const values = desired(run, item, false);
  if (run.isFull) {
    const current = await run.connection.client.read(collectionOf(item.kind), link.targetId);
    run.state.links.update(link.id, { exported: fromResource(current, names) });
  }
  const changes = changesBetween(link.exported, values, names);
  if (changes.length > 0) {
    if (!run.isFull) await run.connection.client.read(collectionOf(item.kind), link.targetId);
    await sendChanges(run, item, { attempt, link, changes });
  }
  keepLink(run, item, { targetId: link.targetId, exported: link.exported });
}

type Sending = { attempt: Attempt; link: LinkRow; changes: Change[] };

/** PATCHes what changed, and remembers it as sent. Turning `active` off is a Disable in the logs. */
export async function sendChanges(run: Run, item: Item, { attempt, link, changes }: Sending): Promise<void> {
  if (!allows(item.mapping, 'Update'))
    return skip(attempt, 'EntrySynchronizationSkipped', 'The mapping does not update objects.');
  attempt.action = isDisable(item, changes) ? 'disable' : 'update';
  attempt.modified = changes.map(modified);
  const operations = patchOperations(changes, run.form);
  await run.connection.client.patch(collectionOf(item.kind), link.targetId, operations);
  const exported = { ...link.exported };
  for (const { name, after } of changes) {
    if (after === undefined) delete exported[name];
    else exported[name] = after;
  }
  run.state.links.update(link.id, { exported });
  exportStep(attempt, 'EntryExportUpdate', `${item.kind} '${link.displayName}' was updated in the target`);
}

function isDisable(item: Item, changes: Change[]): boolean {
  if (!item.source?.isSoftDeleted) return false;
  const names = new Set(softDeleteMappings(item.mapping).map((row) => row.targetAttributeName));
  return changes.some(({ name }) => names.has(name));
}

function keepLink(run: Run, item: Kept, known: { targetId: string; exported: FlatValues }): LinkRow {
  const id = rowId(run.job.id, item.sourceId);
  const { displayName, userPrincipalName, isSoftDeleted } = item.source;
  const before = run.state.links.get(id);
  return put(run.state.links, {
    id,
    jobId: run.job.id,
    sourceId: item.sourceId,
    kind: item.kind,
    displayName,
    userPrincipalName,
    members: before?.members ?? {},
    manager: before?.manager,
    state: isSoftDeleted ? 'disabled' : 'managed',
    ...known,
  });
}

function modified({ name, before, after }: Change) {
  return { displayName: name, oldValue: shown(before), newValue: shown(after) };
}

export function exportStep(attempt: Attempt, name: string, description: string): void {
  step(attempt, { name, provisioningStepType: 'export', description });
}
