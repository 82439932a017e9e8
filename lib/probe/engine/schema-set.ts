import { elements, member } from './answer.ts';

export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export type Attribute = {
  name: string;
  type: string;
  multiValued: boolean;
  required: boolean;
  mutability: string;
  returned: string;
  canonicalValues: string[];
  subAttributes: Attribute[];
};
export type Schema = { id: string; attributes: Attribute[] };

/** What an endpoint says of its attributes at /Schemas; of one that says nothing, everything usual is assumed. */
export type SchemaSet = {
  isKnown: boolean;
  schemas: readonly Schema[];
  /** By the schema's URN and dotted name, without regard to case; undefined where it is not advertised. */
  attribute(urn: string, name: string): Attribute | undefined;
  /** Whether the probe may send it: advertised and writable, or nothing is known of that schema. */
  takes(urn: string, name: string): boolean;
  /** Whether the probe may change it by PATCH and read it back: nothing at /Schemas speaks against it. */
  keeps(urn: string, name: string): boolean;
};

const LEGAL_LEVELS = 3;

/** Reads the resources of /Schemas; what is malformed is left out, so that it cannot mislead the bodies made from it. */
export function schemaSet(resources: readonly unknown[]): SchemaSet {
  const schemas = resources.flatMap((one): Schema[] => {
    const id = member(one, 'id');
    const attributes = elements(one, 'attributes').flatMap((attribute) => readAttribute(attribute, LEGAL_LEVELS));
    return typeof id === 'string' && attributes.length > 0 ? [{ id, attributes }] : [];
  });
  const find = (urn: string) => schemas.find(({ id }) => id.toLowerCase() === urn.toLowerCase());
  const attribute = (urn: string, name: string): Attribute | undefined => {
    let level = find(urn)?.attributes ?? [];
    let found: Attribute | undefined;
    for (const step of name.split('.')) {
      found = level.find((one) => one.name.toLowerCase() === step.toLowerCase());
      level = found?.subAttributes ?? [];
    }
    return found;
  };
  const takes = (urn: string, name: string): boolean => {
    if (!find(urn)) return schemas.length === 0;
    const found = attribute(urn, name);
    return found !== undefined && found.mutability.toLowerCase() !== 'readonly';
  };
  return {
    isKnown: schemas.length > 0,
    schemas,
    attribute,
    takes,
    keeps(urn, name) {
      const steps = name.split('.').map((_, last, all) => all.slice(0, last + 1).join('.'));
      return steps.every((step) => takes(urn, step) && isReadable(attribute(urn, step)));
    },
  };
}

function isReadable(attribute: Attribute | undefined): boolean {
  if (!attribute) return true;
  const returned = ['always', 'default'].includes(attribute.returned.toLowerCase());
  return returned && attribute.mutability.toLowerCase() === 'readwrite';
}

function readAttribute(value: unknown, levels: number): Attribute[] {
  const name = member(value, 'name');
  if (typeof name !== 'string' || levels === 0) return [];
  return [
    {
      name,
      type: textOr(member(value, 'type'), 'string'),
      multiValued: member(value, 'multiValued') === true,
      required: member(value, 'required') === true,
      mutability: textOr(member(value, 'mutability'), 'readWrite'),
      returned: textOr(member(value, 'returned'), 'default'),
      canonicalValues: elements(value, 'canonicalValues').filter((one): one is string => typeof one === 'string'),
      subAttributes: elements(value, 'subAttributes').flatMap((one) => readAttribute(one, levels - 1)),
    },
  ];
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
