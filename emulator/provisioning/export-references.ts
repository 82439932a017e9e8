import { exportStep } from './export-object.ts';
import { managerOperation, memberOperation } from './patch-operations.ts';
import type { Attempt, Item, Run } from './run.ts';
import { allows, referenceMapping } from './schema-shape.ts';
import { collectionOf } from './scim-client.ts';
import type { SourceObject } from './source-object.ts';
import { rowId, type LinkRow } from './state.ts';

type Referring = { item: Item & { source: SourceObject }; link: LinkRow; path: string };

/** The reference an object may have, once the object itself is in the target; undefined when there is none to export. */
export function referring(run: Run, item: Item): Referring | undefined {
  const link = run.state.links.get(rowId(run.job.id, item.sourceId));
  const path = referenceMapping(item.mapping)?.targetAttributeName;
  if (item.fate !== 'keep' || !link || !path || !item.source || item.source.isSoftDeleted) return undefined;
  if (!allows(item.mapping, 'Update')) return undefined;
  return { item: { ...item, source: item.source }, link, path };
}

/** Sends changed references, as the ids that the referenced objects have in the target. */
export async function exportReferences(run: Run, referring: Referring, attempt: Attempt): Promise<void> {
  attempt.targetId = referring.link.targetId;
  await (referring.item.kind === 'User'
    ? exportManager(run, referring, attempt)
    : exportMembers(run, referring, attempt));
}

/** A manager in scope who is not in the target yet: to be looked at again. One out of scope is never sent later. */
export function isManagerPending(run: Run, { managerId }: SourceObject, entitledIds: ReadonlySet<string>): boolean {
  return managerId !== undefined && entitledIds.has(managerId) && !managedLink(run, managerId);
}

function managedLink(run: Run, sourceId: string): LinkRow | undefined {
  const link = run.state.links.get(rowId(run.job.id, sourceId));
  return link?.state === 'dropped' ? undefined : link;
}

async function exportManager(run: Run, { item, link, path }: Referring, attempt: Attempt): Promise<void> {
  const manager = managerOf(run, item.source);
  const [before, after] = [link.manager?.targetId, manager?.targetId];
  if (after === before) return;
  const isKnown = after && !before && (await isThereAlready(run, link, { attribute: path, value: after }));
  if (!isKnown) {
    attempt.action = 'update';
    attempt.modified = [{ displayName: path, oldValue: before ?? '', newValue: after ?? '' }];
    await run.connection.client.patch('Users', link.targetId, [managerOperation(path, { before, after }, run.form)]);
    exportStep(attempt, 'EntryExportUpdate', `The manager of '${link.displayName}' was updated in the target`);
  }
  run.state.links.update(link.id, { manager });
}

function managerOf(run: Run, { managerId }: SourceObject): LinkRow['manager'] {
  const link = managerId === undefined ? undefined : managedLink(run, managerId);
  return link && { sourceId: link.sourceId, targetId: link.targetId };
}

/** The service sends one member change per request to applications outside the gallery. */
async function exportMembers(run: Run, { item, link, path }: Referring, attempt: Attempt): Promise<void> {
  const wanted = new Map(item.source.memberIds.flatMap((id) => memberTarget(run, id)));
  const isGone = ([sourceId]: [string, string]) => !run.state.links.get(rowId(run.job.id, sourceId));
  const known = Object.entries(link.members);
  // Deleted in the target, a user is in no group there any more.
  const members = Object.fromEntries(known.filter((entry) => !isGone(entry)));
  for (const [sourceId, id] of Object.entries(members).filter(([member]) => !wanted.has(member))) {
    await send('remove', id);
    delete members[sourceId];
    run.state.links.update(link.id, { members: { ...members } });
  }
  for (const [sourceId, id] of [...wanted].filter(([member]) => !(member in members))) {
    if (!(await isThereAlready(run, link, { attribute: path, value: id }))) await send('add', id);
    members[sourceId] = id;
    run.state.links.update(link.id, { members: { ...members } });
  }
  if (attempt.action)
    exportStep(attempt, 'EntryExportUpdate', `The members of '${link.displayName}' were updated in the target`);

  async function send(kind: 'add' | 'remove', id: string): Promise<void> {
    attempt.action = 'update';
    const [oldValue, newValue] = kind === 'add' ? ['', id] : [id, ''];
    attempt.modified.push({ displayName: path, oldValue, newValue });
    await run.connection.client.patch('Groups', link.targetId, [memberOperation({ kind, id }, run.form)]);
  }
}

function memberTarget(run: Run, sourceId: string): [string, string][] {
  const link = managedLink(run, sourceId);
  const isThere = link?.kind === 'User' && !run.directory.users.get(sourceId)?.deletedAt;
  return link && isThere ? [[sourceId, link.targetId]] : [];
}

/** Asked of objects that the target had before the job: of others the job knows what it sent. */
async function isThereAlready(
  run: Run,
  link: LinkRow,
  reference: { attribute: string; value: string },
): Promise<boolean> {
  if (!run.adopted.has(link.id)) return false;
  return run.connection.client.holdsReference(collectionOf(link.kind), { id: link.targetId, ...reference });
}
