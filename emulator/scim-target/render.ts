import { ENTERPRISE_USER, isExtension, locate, type ResourceType } from './schema.ts';
import type { Attributes } from './shape.ts';
import type { Row, Tables } from './state.ts';

type Json = Record<string, unknown>;
export type Rendered = Json & { id: string; meta: { location: string; version: string } };
export type Projection = { attributes?: string; excludedAttributes?: string };

/** Makes resources as clients see them; one for every request, since membership is looked up once. */
export function createRenderer(tables: Tables, base: string) {
  let groupsByMember: Map<string, Row[]> | undefined;

  function render(type: ResourceType, row: Row): Rendered {
    const { schemas, ...attributes } = row.attributes;
    const { id, created, lastModified, version } = row;
    const location = `${base}/${type}s/${id}`;
    const meta = { resourceType: type, created, lastModified, location, version: `W/"${version}"` };
    const added = type === 'User' ? userParts(row) : groupParts(attributes);
    return { schemas, id, ...attributes, ...added, meta };
  }

  function userParts({ id, attributes }: Row): Json {
    groupsByMember ??= membership(tables);
    const groups = groupsByMember.get(id)?.map((group) => ({
      value: group.id,
      $ref: `${base}/Groups/${group.id}`,
      display: group.attributes.displayName,
      type: 'direct',
    }));
    return { ...(groups ? { groups } : {}), ...managerPart(attributes) };
  }

  function managerPart(attributes: Attributes): Json {
    const extension = attributes[ENTERPRISE_USER] as { manager?: { value: string } } | undefined;
    const manager = extension?.manager;
    if (!manager) return {};
    const known = tables.User.get(manager.value);
    const rendered = known
      ? { ...manager, $ref: `${base}/Users/${known.id}`, displayName: known.attributes.displayName }
      : manager;
    return { [ENTERPRISE_USER]: { ...extension, manager: rendered } };
  }

  function groupParts({ members }: Attributes): Json {
    if (!members) return {};
    return { members: (members as { value: string }[]).map(({ value }) => memberPart(value)) };
  }

  function memberPart(value: string): Json {
    const user = tables.User.get(value);
    const type = user ? 'User' : 'Group';
    const display = (user ?? tables.Group.get(value))?.attributes.displayName;
    return { value, $ref: `${base}/${type}s/${value}`, type, ...(display ? { display } : {}) };
  }

  return render;
}

/** https://datatracker.ietf.org/doc/html/rfc7644#section-3.9 */
export function project(type: ResourceType, resource: Json, { attributes, excludedAttributes }: Projection): Json {
  const always = { schemas: resource.schemas, id: resource.id };
  if (attributes) return { ...always, ...pick(type, resource, attributes) };
  if (excludedAttributes) return { ...omit(type, resource, excludedAttributes), ...always };
  return resource;
}

function membership({ Group }: Tables): Map<string, Row[]> {
  const byMember = new Map<string, Row[]>();
  for (const group of Group.all()) {
    for (const { value } of (group.attributes.members ?? []) as { value: string }[]) {
      byMember.set(value, [...(byMember.get(value) ?? []), group]);
    }
  }
  return byMember;
}

function pick(type: ResourceType, resource: Json, names: string): Json {
  const picked: Json = {};
  for (const keys of keysOf(type, names)) copyAt(picked, resource, keys);
  return picked;
}

function omit(type: ResourceType, resource: Json, names: string): Json {
  const kept = structuredClone(resource);
  for (const keys of keysOf(type, names)) removeAt(kept, keys);
  return kept;
}

/** The keys that lead to each named attribute; names the schema lacks are ignored. */
function keysOf(type: ResourceType, names: string): string[][] {
  return names.split(',').flatMap((name) => {
    const path = name.trim();
    if (isExtension(type, path)) return [[ENTERPRISE_USER]];
    const found = locate(type, path);
    if (!found) return [];
    return [[found.extension, found.attribute.name, found.sub?.name].filter((key) => key !== undefined)];
  });
}

function copyAt(into: Json, from: Json, [key = '', ...rest]: string[]): void {
  const value = from[key];
  if (value === undefined) return;
  if (rest.length === 0) into[key] = value;
  else if (Array.isArray(value)) {
    const before = (into[key] ?? value.map(() => ({}))) as Json[];
    value.forEach((element, index) => copyAt(before[index]!, element as Json, rest));
    into[key] = before;
  } else copyAt((into[key] ??= {}) as Json, value as Json, rest);
}

function removeAt(from: Json, [key = '', ...rest]: string[]): void {
  const value = from[key];
  if (rest.length === 0) delete from[key];
  else for (const holder of [value].flat()) if (holder) removeAt(holder as Json, rest);
}
