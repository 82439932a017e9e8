import { CORE_USER, ENTERPRISE_USER, type SchemaSet } from './schema-set.ts';
import { Ended, notVerifiable } from './verdict.ts';

/** A single text of a user: its path in a PATCH, and the steps to it in a resource. */
export type Field = { name: string; path: string; steps: string[]; isRequired: boolean };

const CORE = ['displayName', 'title', 'nickName', 'name.familyName', 'name.givenName'];
const ENTERPRISE = ['department', 'employeeNumber', 'costCenter', 'organization', 'division'];

/** The texts of a user that this endpoint lets a PATCH change and shows in a GET, in the order of Entra's mappings. */
export function textFields(schemas: SchemaSet): Field[] {
  return [
    ...CORE.map((name) => ({ urn: CORE_USER, name, path: name, steps: name.split('.') })),
    ...ENTERPRISE.map((name) => ({
      urn: ENTERPRISE_USER,
      name,
      path: `${ENTERPRISE_USER}:${name}`,
      steps: [ENTERPRISE_USER, name],
    })),
  ]
    .filter(({ urn, name }) => schemas.keeps(urn, name) && takesAnyText(schemas, urn, name))
    .map(({ urn, ...field }) => ({ ...field, isRequired: schemas.attribute(urn, field.name)?.required === true }));
}

/** One of these, in this order. Without any, the check that asks for it is not verifiable. */
export function fieldOf(schemas: SchemaSet, ...names: string[]): Field {
  const fields = textFields(schemas);
  const found = names.flatMap((name) => fields.find((field) => field.name === name) ?? [])[0];
  if (found) return found;
  throw new Ended(notVerifiable(`/Schemas offers none of ${names.join(', ')} for changing and reading.`));
}

/** Texts that a user can do without, in which an application is least likely to see an identity. */
export function optionalFields(schemas: SchemaSet): Field[] {
  const names = ['title', 'department', 'employeeNumber', 'nickName', 'costCenter', 'organization', 'division'];
  const fields = textFields(schemas).filter(({ isRequired }) => !isRequired);
  return names.flatMap((name) => fields.find((field) => field.name === name) ?? []);
}

function takesAnyText(schemas: SchemaSet, urn: string, name: string): boolean {
  const found = schemas.attribute(urn, name);
  return !found || (found.type.toLowerCase() === 'string' && !found.multiValued && found.canonicalValues.length === 0);
}
