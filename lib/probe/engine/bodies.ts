import { isRecord } from './answer.ts';
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER, type Attribute, type SchemaSet } from './schema-set.ts';
import type { TestValues } from './test-values.ts';

type Json = Record<string, unknown>;

/** No resource needs more; a body must not grow as an endless schema likes. */
const MOST_REQUIRED = 50;

/**
 * A user as Entra creates it from the default mappings, reduced to what /Schemas advertises, values fitted to
 * canonicalValues, and with every required attribute. `overrides` replace whole top-level attributes; undefined drops one.
 * https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups#create-user
 */
export function userBody(schemas: SchemaSet, values: TestValues, overrides: Json = {}): Json {
  const takes = (name: string) => schemas.takes(CORE_USER, name);
  const fit = (name: string, value: string) => canonical(schemas.attribute(CORE_USER, name), value);
  const displayName = values.text('user');
  const optional: Json = {
    externalId: values.externalId(),
    displayName,
    active: true,
    name: { formatted: displayName, givenName: 'Probe', familyName: values.text('family') },
    title: fit('title', 'Probe title'),
    emails: [{ type: fit('emails.type', 'work'), value: values.mail(), primary: true }],
    phoneNumbers: [{ type: fit('phoneNumbers.type', 'work'), value: values.phone() }],
    addresses: [
      { type: fit('addresses.type', 'work'), streetAddress: '1 Probe Street', locality: 'Redmond', country: 'US' },
    ],
    preferredLanguage: fit('preferredLanguage', 'en-US'),
    roles: [],
  };
  const core = Object.fromEntries(Object.entries(optional).filter(([name]) => ALWAYS.has(name) || takes(name)));
  const body = {
    schemas: [CORE_USER, ENTERPRISE_USER],
    userName: values.userName(),
    ...core,
    meta: { resourceType: 'User' },
    ...enterprise(schemas, values),
  };
  return withOverrides(withRequired(body, CORE_USER, schemas, values), overrides);
}

/** Entra maps these by default; an application that does not advertise them ignores them. */
const ALWAYS = new Set(['externalId', 'displayName', 'active', 'emails', 'name']);

function enterprise(schemas: SchemaSet, values: TestValues): Json {
  const wanted = { employeeNumber: values.text('number'), department: 'Probe department' };
  const taken = Object.entries(wanted).filter(([name]) => schemas.takes(ENTERPRISE_USER, name));
  return taken.length > 0 ? { [ENTERPRISE_USER]: Object.fromEntries(taken) } : {};
}

/** A group as Entra creates it: without members. */
export function groupBody(schemas: SchemaSet, values: TestValues, overrides: Json = {}): Json {
  const body = {
    schemas: [CORE_GROUP],
    externalId: values.externalId(),
    displayName: values.text('group'),
    meta: { resourceType: 'Group' },
  };
  return withOverrides(withRequired(body, CORE_GROUP, schemas, values), overrides);
}

/** Adds what the endpoint requires and Entra does not send, so that the probe does not fail for its own sake. */
function withRequired(body: Json, urn: string, schemas: SchemaSet, values: TestValues): Json {
  const own = schemas.schemas.find(({ id }) => id.toLowerCase() === urn.toLowerCase())?.attributes ?? [];
  const missing = own
    .filter((one) => one.required && isWritable(one) && !hasKey(body, one.name))
    .slice(0, MOST_REQUIRED);
  return { ...body, ...Object.fromEntries(missing.map((one) => [one.name, sample(one, values)])) };
}

const isWritable = ({ mutability }: Attribute): boolean => mutability.toLowerCase() !== 'readonly';
const hasKey = (body: Json, name: string): boolean =>
  Object.keys(body).some((key) => key.toLowerCase() === name.toLowerCase());

/** A legal value of an attribute. */
export function sample(attribute: Attribute, values: TestValues): unknown {
  const one = attribute.type === 'complex' ? complexSample(attribute, values) : simpleSample(attribute, values);
  return attribute.multiValued ? [one] : one;
}

function complexSample({ subAttributes }: Attribute, values: TestValues): Json {
  const wanted = subAttributes.filter((one) => isWritable(one) && (one.required || one.name === 'value'));
  return Object.fromEntries(wanted.map((one) => [one.name, sample(one, values)]));
}

function simpleSample(attribute: Attribute, values: TestValues): unknown {
  const [first] = attribute.canonicalValues;
  if (first !== undefined) return first;
  const samples: Record<string, () => unknown> = {
    boolean: () => true,
    integer: () => 1,
    decimal: () => 1.5,
    datetime: () => new Date().toISOString(),
    binary: () => Buffer.from(values.mark).toString('base64'),
    reference: () => `https://probe.example/${values.mark}`,
  };
  return (samples[attribute.type.toLowerCase()] ?? (() => values.text(attribute.name)))();
}

/** The wanted value if it is legal, else the first legal one. */
function canonical(attribute: Attribute | undefined, wanted: string): string {
  const legal = attribute?.canonicalValues ?? [];
  if (legal.length === 0) return wanted;
  return legal.find((one) => one.toLowerCase() === wanted.toLowerCase()) ?? legal[0] ?? wanted;
}

function withOverrides(body: Json, overrides: Json): Json {
  const merged = { ...body, ...overrides };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** The type that this endpoint uses for an element of a multi-valued attribute: "work" unless it says otherwise. */
export function typeOf(schemas: SchemaSet, attribute: string, wanted: string): string {
  return canonical(schemas.attribute(CORE_USER, `${attribute}.type`), wanted);
}

/** A value of a body that the probe itself made. */
export const textIn = (body: Json, name: string): string => {
  const value = body[name];
  return isRecord(value) ? '' : String(value);
};
