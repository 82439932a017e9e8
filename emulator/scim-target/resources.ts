import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Collection } from '../core/collection.ts';
import { invalid, ScimRefusal } from './errors.ts';
import type { SampleFault, Write } from './faults/sample-fault.ts';
import { applyPatch, type Operation } from './patch.ts';
import type { ResourceType } from './schema.ts';
import { shapeResource, validated, withoutKey, type Attributes } from './shape.ts';
import type { Row, Tables } from './state.ts';

/** What a write works on: the tables of one space, the time, and the faults that are on. */
export type Place = { tables: Tables; clock: Clock; faults: SampleFault[] };
const UNIQUE: Record<ResourceType, string> = { User: 'userName', Group: 'displayName' };

export function readRow({ tables }: Place, type: ResourceType, id: string): Row {
  const row = tables[type].get(id);
  if (!row) throw new ScimRefusal(404, `There is no ${type} ${id}.`);
  return row;
}

export function createRow(place: Place, type: ResourceType, body: Record<string, unknown>): Row {
  const shaped = shapeResource(type, body);
  const active = type === 'User' && shaped.active === undefined ? { active: true } : {};
  const attributes = kept(place, { type, method: 'POST', after: checked(place, type, { ...shaped, ...active }) });
  const now = place.clock.now().toISOString();
  return place.tables[type].insert({ id: randomUUID(), created: now, lastModified: now, version: 1, attributes });
}

export function replaceRow(
  place: Place,
  type: ResourceType,
  { row, body }: { row: Row; body: Record<string, unknown> },
): Row {
  const after = checked(place, type, shapeResource(type, body), row.id);
  return keep(place, row, { type, method: 'PUT', before: row.attributes, after });
}

/** All operations or none, unless a fault keeps half. */
export function patchRow(
  place: Place,
  type: ResourceType,
  { row, operations }: { row: Row; operations: Operation[] },
): Row {
  const keepsHalf = place.faults.some((fault) => fault.keepsHalf);
  const steps = keepsHalf ? operations.map((one) => [one]) : [operations];
  return steps.reduce((patched, step) => patchOnce(place, type, { row: patched, operations: step }), row);
}

function patchOnce(place: Place, type: ResourceType, { row, operations }: { row: Row; operations: Operation[] }): Row {
  const before = withoutKey(row.attributes, 'schemas');
  const applied = place.faults.reduce((left, fault) => fault.onPatch?.(left, { type, before }) ?? left, operations);
  const after = checked(place, type, applyPatch(type, before, applied), row.id);
  return keep(place, row, { type, method: 'PATCH', before: row.attributes, after, operations });
}

/** Deletes for good; memberships of what is gone go with it. */
export function deleteRow(place: Place, type: ResourceType, row: Row): void {
  if (type === 'User' && place.faults.some((fault) => fault.deletesByDisabling)) {
    touch(place, place.tables.User, { row, attributes: { ...row.attributes, active: false } });
    return;
  }
  const { id } = row;
  place.tables[type].remove(id);
  for (const group of place.tables.Group.all()) {
    const members = (group.attributes.members ?? []) as { value: string }[];
    const left = members.filter(({ value }) => value !== id);
    if (left.length === members.length) continue;
    const rest = withoutKey(group.attributes, 'members');
    touch(place, place.tables.Group, { row: group, attributes: left.length > 0 ? { ...rest, members: left } : rest });
  }
}

function checked(place: Place, type: ResourceType, attributes: Attributes, ownId?: string): Attributes {
  const valid = validated(type, attributes);
  refuseDuplicate(place, type, valid, ownId);
  if (type === 'Group') refuseStrangers(place.tables, valid);
  return valid;
}

function refuseDuplicate(
  { tables, faults }: Place,
  type: ResourceType,
  attributes: Attributes,
  ownId: string | undefined,
): void {
  const name = UNIQUE[type];
  const wanted = String(attributes[name]);
  const isTaken = (taken: string) =>
    taken.toLowerCase() === wanted.toLowerCase() &&
    !faults.some((fault) => fault.onTakenName?.(type, { wanted, taken }));
  const other = tables[type].first(({ id, attributes: given }) => id !== ownId && isTaken(String(given[name])));
  if (other) throw new ScimRefusal(409, `There is a ${type} with this ${name} already.`, { scimType: 'uniqueness' });
}

function refuseStrangers(tables: Tables, { members }: Attributes): void {
  for (const { value } of (members ?? []) as { value: string }[]) {
    if (!tables.User.get(value) && !tables.Group.get(value)) {
      throw invalid('invalidValue', `There is no user or group ${value} to be a member.`);
    }
  }
}

function keep(place: Place, row: Row, write: Write): Row {
  const table = place.tables[write.type];
  const { id, ...attributes } = kept(place, write);
  if (id === undefined) return touch(place, table, { row, attributes });
  table.remove(row.id);
  return touch(place, table, { row: table.insert({ ...row, id: String(id) }), attributes });
}

function kept({ faults }: Place, write: Write): Attributes {
  return faults.reduce((after, fault) => fault.onKeep?.({ ...write, after }) ?? after, write.after);
}

function touch(
  { clock }: Place,
  table: Collection<Row>,
  { row, attributes }: { row: Row; attributes: Attributes },
): Row {
  // Two changes within a millisecond still show as two times.
  const lastModified = new Date(Math.max(clock.now().getTime(), Date.parse(row.lastModified) + 1)).toISOString();
  return table.update(row.id, { attributes, lastModified, version: row.version + 1 });
}
