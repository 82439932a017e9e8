import { listAt, textAt, valueAt } from './run-snapshot.ts';

/** What a provisioning job maps, read from its schema. https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema */
export type Mappings = {
  users: boolean;
  groups: boolean;
  manager: boolean;
  softDelete: boolean;
  /** Directory attribute → SCIM attribute, where the value is passed on unchanged and with every update. */
  direct: { source: string; target: string }[];
};

/** Undefined when the content is not a schema. */
export function mappingsOf(schema: unknown): Mappings | undefined {
  const rules = valueAt(schema, 'synchronizationRules');
  if (!Array.isArray(rules)) return undefined;
  const objects = rules
    .flatMap((rule) => listAt(rule, 'objectMappings'))
    .filter((one) => valueAt(one, 'enabled') !== false);
  const users = objects.filter((one) => targetOf(one).endsWith(':user') || targetOf(one) === 'user');
  const groups = objects.filter((one) => targetOf(one).includes('group'));
  const attributes = users.flatMap((one) => listAt(one, 'attributeMappings'));
  const targets = attributes.map((one) => (textAt(one, 'targetAttributeName') ?? '').toLowerCase());
  return {
    users: users.length > 0,
    groups: groups.length > 0,
    manager: targets.some((target) => target === 'manager' || target.endsWith(':manager')),
    softDelete: targets.some((target) => target === 'active' || target.endsWith(':active')),
    direct: attributes.flatMap(directMapping),
  };
}

const targetOf = (objectMapping: unknown): string => (textAt(objectMapping, 'targetObjectName') ?? '').toLowerCase();

function directMapping(mapping: unknown): { source: string; target: string }[] {
  const source = textAt(mapping, 'source', 'name');
  const target = textAt(mapping, 'targetAttributeName');
  const passedOn =
    valueAt(mapping, 'source', 'type') === 'Attribute' && valueAt(mapping, 'flowType') !== 'ObjectAddOnly';
  return passedOn && source && target ? [{ source, target }] : [];
}

/** Names under which mappings know a property of a Microsoft Graph user. */
const GRAPH_PROPERTY: Record<string, string> = {
  physicalDeliveryOfficeName: 'officeLocation',
  telephoneNumber: 'businessPhones',
  mobile: 'mobilePhone',
  facsimileTelephoneNumber: 'faxNumber',
  objectId: 'id',
};

/** The value that a mapping takes from what was sent to Microsoft Graph; undefined when that attribute was not sent. */
export function sentValue(body: unknown, source: string): string | undefined {
  const value = valueAt(body, GRAPH_PROPERTY[source] ?? source);
  const single = Array.isArray(value) ? value[0] : value;
  return typeof single === 'string' && single !== '' ? single : undefined;
}
