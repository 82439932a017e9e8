import { isDeepStrictEqual } from 'node:util';
import SCIMMY from 'scimmy';
import { invalid } from './errors.ts';
import { elementTest } from './filter.ts';
import { parsePatchPath, type Filter } from './filter-grammar.ts';
import {
  ENTERPRISE_USER,
  isExtension,
  isReadOnly,
  locate,
  subAttribute,
  type Attribute,
  type Location,
  type ResourceType,
} from './schema.ts';
import { shapeValue, type Attributes } from './shape.ts';

export type Operation = { op: string; path?: string; value?: unknown };
type Json = Record<string, unknown>;
type Verb = 'add' | 'replace' | 'remove';
type Change = { verb: Verb; value: unknown };
type Target = Location & { holder: Json; filter?: Filter };

/** The operations of a PATCH body, checked by the library: schema, at least one operation, known verbs, paths where needed. */
export function readOperations(body: unknown): Operation[] {
  const { Operations } = new SCIMMY.Messages.PatchOp(body as ConstructorParameters<typeof SCIMMY.Messages.PatchOp>[0]);
  const operations = Operations as Operation[];
  const incomplete = operations.find(({ op, value }) => op.toLowerCase() === 'replace' && value === undefined);
  if (incomplete) throw invalid('invalidValue', `The replace of ${incomplete.path ?? 'the resource'} has no value.`);
  return operations;
}

/** All operations or none: works on a copy, which the caller validates and keeps. */
export function applyPatch(type: ResourceType, attributes: Attributes, operations: Operation[]): Attributes {
  const patched = structuredClone(attributes);
  for (const { op, path, value } of operations) {
    const change = { verb: op.toLowerCase() as Verb, value };
    if (path === undefined) applyKeys(type, patched, change);
    else applyAt(type, patched, { path, ...change });
  }
  return patched;
}

/** Without a path, every key is one: `name.givenName` and URN keys included (Entra's compliance flag sends these). */
function applyKeys(type: ResourceType, patched: Attributes, { verb, value }: Change, prefix = ''): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('invalidValue', 'Without a path, the value must be an object.');
  }
  for (const [key, inner] of Object.entries(value)) {
    if (prefix === '' && ['schemas', 'id', 'meta'].includes(key.toLowerCase())) continue;
    applyAt(type, patched, { path: prefix + key, verb, value: inner });
  }
}

function applyAt(type: ResourceType, patched: Attributes, { path, verb, value }: Change & { path: string }): void {
  if (isExtension(type, path)) {
    if (verb === 'remove') delete patched[ENTERPRISE_USER];
    else applyKeys(type, patched, { verb, value }, `${ENTERPRISE_USER}:`);
    return;
  }
  const parsed = parsePatchPath(path);
  const location = located(type, path, parsed);
  if (location.attribute.name === 'password') return;
  const holder = location.extension ? ((patched[location.extension] ??= {}) as Json) : patched;
  applyTo({ ...location, holder, filter: parsed.filter }, { verb, value });
  if (location.extension && Object.keys(holder).length === 0) delete patched[location.extension];
}

function located(type: ResourceType, path: string, parsed: { path: string; filter?: Filter; sub?: string }): Location {
  const found = locate(type, parsed.path);
  const sub = found && parsed.sub ? subAttribute(found.attribute, parsed.sub) : found?.sub;
  if (!found || (parsed.sub && !sub) || (parsed.filter && !found.attribute.config.multiValued)) {
    throw invalid('invalidPath', `There is no ${path} in a ${type}.`);
  }
  const location = { ...found, sub };
  if (isReadOnly(location)) throw invalid('mutability', `${path} is decided by the server.`);
  return location;
}

function applyTo(target: Target, change: Change): void {
  const { attribute, sub, filter } = target;
  if (attribute.config.multiValued && (filter || sub)) changeElements(target, change);
  else if (sub) changeSub(target, sub, change);
  else if (attribute.config.multiValued) changeList(target, change);
  else changeSingle(target, change);
}

function changeSingle({ holder, attribute }: Target, { verb, value }: Change): void {
  const shaped = verb === 'remove' ? undefined : shapeValue(attribute, value);
  const before = holder[attribute.name];
  const merges = attribute.type === 'complex' && isObject(before) && isObject(shaped);
  assign(holder, attribute.name, merges ? { ...(before as Json), ...(shaped as Json) } : shaped);
}

function changeSub({ holder, attribute }: Target, sub: Attribute, { verb, value }: Change): void {
  const inner = { ...(holder[attribute.name] as Json | undefined) };
  assign(inner, sub.name, verb === 'remove' ? undefined : shapeValue(sub, value));
  assign(holder, attribute.name, Object.keys(inner).length > 0 ? inner : undefined);
}

function changeList({ holder, attribute }: Target, { verb, value }: Change): void {
  const before = (holder[attribute.name] ?? []) as Json[];
  const given = (shapeValue(attribute, value) ?? []) as Json[];
  if (verb === 'add') keepList(holder, attribute, appended(before, given));
  else if (verb === 'replace') keepList(holder, attribute, given);
  else if (value === undefined || value === null) keepList(holder, attribute, []);
  else keepList(holder, attribute, without(before, given));
}

/** `emails[type eq "work"].value`: changes the elements meant; adding to none makes one that fits the filter. */
function changeElements(target: Target, change: Change): void {
  const { holder, attribute, sub, filter } = target;
  const elements = (holder[attribute.name] ?? []) as Json[];
  const isMeant = filter ? elementTest(attribute, filter) : () => true;
  if (change.verb === 'remove' && !sub) {
    keepList(
      holder,
      attribute,
      elements.filter((one) => !isMeant(one)),
    );
    return;
  }
  const given = givenTo(target, change);
  if (elements.some(isMeant)) {
    keepList(
      holder,
      attribute,
      elements.map((one) => (isMeant(one) ? { ...one, ...given } : one)),
    );
  } else if (Object.values(given).some((value) => value !== undefined)) {
    // A replace that finds no element is an add: Entra replaces what it never wrote.
    keepList(holder, attribute, appended(elements, [{ ...elementFor(attribute, filter), ...given }]));
  }
}

function givenTo({ attribute, sub }: Target, { verb, value }: Change): Json {
  if (sub) return { [sub.name]: verb === 'remove' ? undefined : shapeValue(sub, value) };
  const [first] = (shapeValue(attribute, value) ?? []) as Json[];
  return first ?? {};
}

function elementFor(attribute: Attribute, filter: Filter | undefined): Json {
  if (!filter) return {};
  if (filter.op === 'and') return { ...elementFor(attribute, filter.left), ...elementFor(attribute, filter.right) };
  const sub = filter.op === 'compare' && filter.comparator === 'eq' ? subAttribute(attribute, filter.path) : undefined;
  if (!sub || filter.op !== 'compare') throw invalid('noTarget', `No ${attribute.name} element matches.`);
  return { [sub.name]: shapeValue(sub, filter.value) };
}

/** Adds what is not there yet. A new primary takes the place of the old one. */
function appended(before: Json[], given: Json[]): Json[] {
  const known = new Set(before.map(({ value }) => value));
  const fresh = given.filter((one) => !known.has(one.value) || !before.some((old) => isDeepStrictEqual(old, one)));
  const isPrimaryNew = fresh.some(({ primary }) => primary === true);
  const kept = isPrimaryNew ? before.map((old) => ('primary' in old ? { ...old, primary: false } : old)) : before;
  return [...kept, ...fresh];
}

/** Entra names a member by its value alone, or with a display name the list does not keep. */
function without(before: Json[], given: Json[]): Json[] {
  const isWanted = (one: Json) => (wanted: Json) =>
    wanted.value === undefined
      ? Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(one[key], value))
      : one.value === wanted.value && (!wanted.type || !one.type || one.type === wanted.type);
  return before.filter((one) => !given.some(isWanted(one)));
}

function keepList(holder: Json, attribute: Attribute, elements: Json[]): void {
  const labels = ['type', 'primary', 'display'];
  const kept = elements
    .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)))
    .filter((one) => Object.keys(one).some((key) => !labels.includes(key)));
  assign(holder, attribute.name, kept.length > 0 ? kept : undefined);
}

function assign(holder: Json, name: string, value: unknown): void {
  if (value === undefined) delete holder[name];
  else holder[name] = value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
