import SCIMMY from 'scimmy';
import { invalid } from './errors.ts';
import {
  DEFINITIONS,
  ENTERPRISE_USER,
  isExtension,
  isReadOnly,
  locate,
  subAttribute,
  type Attribute,
  type ResourceType,
} from './schema.ts';

/** A resource without what the server adds (id, meta, groups). */
export type Attributes = Record<string, unknown>;
type Json = Record<string, unknown>;

/**
 * A value as this application keeps it: Entra's wire forms made plain ("False", a manager as a string or a list),
 * names in the schema's spelling, and undefined for everything the RFC calls unassigned.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility
 */
export function shapeValue(attribute: Attribute, value: unknown): unknown {
  if (attribute.config.multiValued) {
    const elements = [value].flat().map((element) => shapeOne(attribute, element));
    const kept = elements.filter((element) => element !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  return shapeOne(attribute, Array.isArray(value) && value.length <= 1 ? value[0] : value);
}

/** Reads the body of a POST or PUT. What the schema does not know, or the server decides, is left out. */
export function shapeResource(type: ResourceType, body: Json): Attributes {
  const shaped: Attributes = {};
  for (const [key, value] of Object.entries(body)) {
    if (isExtension(type, key)) shapeExtension(shaped, value);
    else place(type, shaped, { key, value });
  }
  return shaped;
}

/** Checks types, canonical values and required attributes with the library; answers plain JSON. */
export function validated(type: ResourceType, attributes: Attributes): Attributes {
  // Members are the one list that grows large; the library would rebuild every element at every change.
  const { members, ...rest } = attributes;
  // A fault may have left a text where a boolean belongs.
  const active = typeof rest.active === 'string' ? { active: booleanOf(rest.active) } : {};
  const plain = withoutKey(coerced(type, { ...rest, ...active }), 'meta');
  return members === undefined ? plain : { ...plain, members: distinctMembers(members as Json[]) };
}

function place(type: ResourceType, shaped: Attributes, { key, value }: { key: string; value: unknown }): void {
  const location = locate(type, key);
  if (!location || location.sub || isReadOnly(location) || location.attribute.name === 'password') return;
  const kept = shapeValue(location.attribute, value);
  if (kept === undefined) return;
  const holder = location.extension ? ((shaped[location.extension] ??= {}) as Json) : shaped;
  holder[location.attribute.name] = kept;
}

export function withoutKey(attributes: Attributes, name: string): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name));
}

function shapeExtension(shaped: Attributes, value: unknown): void {
  for (const [key, inner] of Object.entries(Object(value) as Json)) {
    place('User', shaped, { key: `${ENTERPRISE_USER}:${key}`, value: inner });
  }
}

function shapeOne(attribute: Attribute, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (attribute.type === 'complex') return shapeComplex(attribute, value);
  if (attribute.type === 'boolean' && typeof value === 'string') return booleanOf(value);
  return value;
}

function shapeComplex(attribute: Attribute, value: unknown): unknown {
  if (typeof value !== 'object') {
    return subAttribute(attribute, 'value') ? { value } : value;
  }
  const shaped: Json = {};
  for (const [key, inner] of Object.entries(value as Json)) {
    const sub = subAttribute(attribute, key);
    // References and the manager's name are computed at every answer.
    if (!sub || sub.name === '$ref' || sub.config.mutable === false) continue;
    const kept = shapeValue(sub, inner);
    if (kept !== undefined) shaped[sub.name] = kept;
  }
  return Object.keys(shaped).length > 0 ? shaped : undefined;
}

function booleanOf(text: string): boolean | string {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : text;
}

function coerced(type: ResourceType, attributes: Attributes): Json {
  try {
    return JSON.parse(JSON.stringify(DEFINITIONS[type].coerce(attributes, 'in'))) as Json;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SCIMMY.Types.Error) throw invalid('invalidValue', error.message);
    throw error;
  }
}

function distinctMembers(members: Json[]): Json[] {
  const byId = new Map<string, Json>();
  for (const { value } of members) {
    if (typeof value !== 'string') throw invalid('invalidValue', 'A member needs a value.');
    byId.set(value, { value });
  }
  return [...byId.values()];
}
