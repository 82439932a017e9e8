import SCIMMY from 'scimmy';

export type Attribute = SCIMMY.Types.Attribute;
export type ResourceType = 'User' | 'Group';

const { User, Group, EnterpriseUser } = SCIMMY.Schemas;
export const ENTERPRISE_USER = EnterpriseUser.definition.id;
export const CORE_USER = User.definition.id;

User.definition.extend(EnterpriseUser.definition);
// The validation template looks externalId up in /Schemas, although the RFC leaves common attributes out.
for (const { definition } of [User, Group]) definition.attribute('externalId').config.shadow = false;
// The library reads "no suggested values" as "no value allowed"; application roles carry types of their own.
for (const name of ['roles.type', 'x509Certificates.type']) {
  (User.definition.attribute(name) as Attribute).config.canonicalValues = false;
}

export const DEFINITIONS = { User: User.definition, Group: Group.definition };
export const ALL_DEFINITIONS = [User.definition, Group.definition, EnterpriseUser.definition];

/** An attribute a path names: of the core schema or an extension, whole or one of its sub-attributes. */
export type Location = { extension?: string; attribute: Attribute; sub?: Attribute };

/** Finds what `path` (no filter in it) names, in any letter case, with or without its schema. */
export function locate(type: ResourceType, path: string): Location | undefined {
  const { extension, rest } = splitSchema(type, path);
  if (extension) return walk(attributesOf(EnterpriseUser.definition), rest, extension);
  // Entra documents `manager` without its schema, too.
  return (
    walk(attributesOf(DEFINITIONS[type]), rest) ??
    (type === 'User' ? walk(attributesOf(EnterpriseUser.definition), rest, ENTERPRISE_USER) : undefined)
  );
}

/** Whether `path` is the name of an extension itself. */
export function isExtension(type: ResourceType, path: string): boolean {
  return type === 'User' && path.toLowerCase() === ENTERPRISE_USER.toLowerCase();
}

export function subAttribute(attribute: Attribute, name: string): Attribute | undefined {
  return named(attribute.subAttributes ?? [], name);
}

export function isReadOnly({ attribute, sub }: Location): boolean {
  const fixed = (one: Attribute) => one.config.mutable === false || one.name === 'schemas';
  return fixed(attribute) || (sub !== undefined && fixed(sub));
}

function splitSchema(type: ResourceType, path: string): { extension?: string; rest: string } {
  const lower = path.toLowerCase();
  const core = `${DEFINITIONS[type].id}:`;
  if (lower.startsWith(core.toLowerCase())) return { rest: path.slice(core.length) };
  if (type === 'User' && lower.startsWith(`${ENTERPRISE_USER}:`.toLowerCase())) {
    return { extension: ENTERPRISE_USER, rest: path.slice(ENTERPRISE_USER.length + 1) };
  }
  return { rest: path };
}

function walk(attributes: Attribute[], path: string, extension?: string): Location | undefined {
  const [name = '', subName, ...deeper] = path.split('.');
  const attribute = named(attributes, name);
  if (!attribute || deeper.length > 0) return undefined;
  if (subName === undefined) return { extension, attribute };
  const sub = subAttribute(attribute, subName);
  return sub && { extension, attribute, sub };
}

function attributesOf(definition: SCIMMY.Types.SchemaDefinition): Attribute[] {
  return definition.attributes.filter((one): one is Attribute => one instanceof SCIMMY.Types.Attribute);
}

function named(attributes: Attribute[], name: string): Attribute | undefined {
  return attributes.find((one) => one.name.toLowerCase() === name.toLowerCase());
}
