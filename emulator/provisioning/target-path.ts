/** Names of target attributes as mappings spell them, and the SCIM resource they make. */

export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

export type FlatValue = string | number | boolean | string[];
/** Mapped values by target attribute name. An attribute without a value is absent. */
export type FlatValues = Record<string, FlatValue>;
type Json = Record<string, unknown>;

/** `urn:…:User:department`, `name.givenName`, `emails[type eq "work"].value`. */
export type TargetPath = { schema?: string; attribute: string; filter?: { sub: string; value: string }; sub?: string };

const PATH = /^(?:(urn:[^[\]]*):)?([^:[\].]+)(?:\[(\w+) eq "([^"]*)"\])?(?:\.(\w+))?$/;

export function parseTargetPath(name: string): TargetPath {
  const [, schema, attribute, filterSub, filterValue, sub] = PATH.exec(name) ?? [];
  if (!attribute) throw new TypeError(`The target attribute ${name} is not a SCIM path.`);
  return {
    schema: schema === CORE_USER || schema === CORE_GROUP ? undefined : schema,
    attribute,
    filter: filterSub === undefined ? undefined : { sub: filterSub, value: filterValue ?? '' },
    sub,
  };
}

/** Puts flat values into the shape of a SCIM resource. */
export function toResource(values: FlatValues): Json {
  const resource: Json = {};
  for (const [name, value] of Object.entries(values)) place(resource, parseTargetPath(name), value);
  return resource;
}

function place(resource: Json, { schema, attribute, filter, sub }: TargetPath, value: FlatValue): void {
  const holder = schema ? ((resource[schema] ??= {}) as Json) : resource;
  if (filter) Object.assign(elementOf(holder, attribute, filter), { [sub ?? 'value']: value });
  else if (sub) holder[attribute] = { ...(holder[attribute] as Json | undefined), [sub]: value };
  else holder[attribute] = value;
}

function elementOf(holder: Json, attribute: string, filter: { sub: string; value: string }): Json {
  const elements = (holder[attribute] ??= []) as Json[];
  const wanted = filter.sub === 'primary' ? filter.value.toLowerCase() === 'true' : filter.value;
  const existing = elements.find((element) => element[filter.sub] === wanted);
  if (existing) return existing;
  const isPrimary = attribute === 'emails' && filter.value === 'work';
  const made: Json = { ...(isPrimary ? { primary: true } : {}), [filter.sub]: wanted };
  elements.push(made);
  return made;
}

/** Reads the same flat values back from a resource that the target returned. */
export function fromResource(resource: Json, names: Iterable<string>): FlatValues {
  const values: FlatValues = {};
  for (const name of names) {
    const value = readPath(resource, parseTargetPath(name));
    if (isFlat(value)) values[name] = value;
  }
  return values;
}

function readPath(resource: Json, { schema, attribute, filter, sub }: TargetPath): unknown {
  const holder = schema ? property(resource, schema) : resource;
  const found = property(holder, attribute);
  if (!filter) return sub ? property(found, sub) : found;
  const elements = Array.isArray(found) ? (found as Json[]) : [];
  const element = elements.find(
    (one) => String(property(one, filter.sub)).toLowerCase() === filter.value.toLowerCase(),
  );
  return property(element, sub ?? 'value');
}

/** Attribute names of SCIM are case-insensitive. https://datatracker.ietf.org/doc/html/rfc7643#section-2.1 */
function property(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const entries = Object.entries(holder);
  return entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function isFlat(value: unknown): value is FlatValue {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return false;
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** The value as provisioning logs show it. */
export function shown(value: FlatValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Array.isArray(value) ? value.join(',') : String(value);
}
