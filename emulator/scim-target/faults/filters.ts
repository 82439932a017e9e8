import { invalid, ScimRefusal } from '../errors.ts';
import { resourceTest, valuesAt } from '../filter.ts';
import { parseFilter, parsePatchPath, type Filter } from '../filter-grammar.ts';
import { locate, type ResourceType } from '../schema.ts';
import { withoutKey } from '../shape.ts';
import { namesOf } from './operations.ts';
import type { SampleFault } from './sample-fault.ts';

type Json = Record<string, unknown>;

export const FILTER_FAULTS: SampleFault[] = [
  {
    id: 'empty-filter-404',
    title: 'Empty filter answers 404',
    description: 'A filter that matches nothing answers 404 instead of an empty list.',
    onFilter(matches) {
      if (matches === 0) throw new ScimRefusal(404, 'No resource matches the filter.');
    },
  },
  {
    id: 'filter-ignored',
    title: 'Filters are ignored',
    description: 'Every filter answers everybody.',
    onQuery: (given) => withoutKey(given, 'filter'),
  },
  {
    id: 'unknown-filter-everybody',
    title: 'A filter on an unknown attribute answers everybody',
    description: 'A condition on an attribute that does not exist is left out instead of refused.',
    onQuery: (given, type) => (isUnknown(type, filterOf(given)) ? withoutKey(given, 'filter') : given),
  },
  {
    id: 'email-filter-refused',
    title: 'No filter on e-mail addresses',
    description: 'A filter with a value path, as emails[type eq "work"].value, answers 400.',
    onQuery: (given) => refuse(given, /\[/, 'Value paths are not supported.'),
  },
  {
    id: 'external-id-unfilterable',
    title: 'No filter on externalId',
    description: 'A filter on externalId answers 400.',
    onQuery: (given) => refuse(given, /\bexternalId\b/i, 'externalId cannot be filtered.'),
  },
  {
    id: 'qualified-names-refused',
    title: 'No attribute by its full name',
    description: 'A filter that names an attribute with its schema (urn:…:User:userName) answers 400.',
    onQuery: (given) => refuse(given, /^[^"]*\burn:/i, 'There is no such attribute.'),
  },
  {
    id: 'and-ignored',
    title: 'Only the first condition counts',
    description: 'Of a filter with "and", everything after the first condition is ignored.',
    onQuery: (given) => (given.filter === undefined ? given : { ...given, filter: firstCondition(filterOf(given)) }),
  },
  {
    id: 'plus-not-space',
    title: 'A plus sign is no space',
    description: 'A filter with its spaces written as + answers 400; %20 is understood.',
    onRequest({ search }) {
      if (/[?&]filter=[^&]*\+/.test(search)) throw invalid('invalidFilter', 'Unexpected + in the filter.');
    },
  },
  {
    id: 'filter-values-case-sensitive',
    title: 'Filters compare letter case',
    description: 'A filter finds a userName or displayName only in the letter case it was stored in.',
    onMatch: (resource, { type, filter }) => !filter || isExactly(resource, type, filter),
  },
  {
    id: 'attribute-names-case-sensitive',
    title: 'Attribute names compare letter case',
    description: 'In filters and PATCH, USERNAME or DisplayName is an unknown attribute and answers 400.',
    onQuery(given, type) {
      for (const name of filterNames(filterOf(given))) {
        if (!isSpelled(type, name)) throw invalid('invalidFilter', `There is no attribute ${name}.`);
      }
      return given;
    },
    onPatch(operations, { type }) {
      const wrong = operations.flatMap(namesOf).find((name) => !isSpelled(type, attributeOf(name)));
      if (wrong !== undefined) throw invalid('invalidPath', `There is no ${wrong} in a ${type}.`);
    },
  },
  {
    id: 'attributes-ignored',
    title: 'attributes and excludedAttributes are ignored',
    description: 'Every answer carries whole resources, whatever the query asks for.',
    onQuery: (given) => withoutKey(withoutKey(given, 'attributes'), 'excludedAttributes'),
  },
];

const filterOf = ({ filter }: Json): string => (typeof filter === 'string' ? filter : '');

function refuse(given: Json, pattern: RegExp, detail: string): Json {
  if (pattern.test(filterOf(given))) throw invalid('invalidFilter', detail);
  return given;
}

function firstCondition(filter: string): string {
  return /^([^"]*"(?:[^"\\]|\\.)*"\]?)\s+and\b/i.exec(filter)?.[1] ?? filter;
}

function parsed(filter: string): Filter | undefined {
  try {
    return filter ? parseFilter(filter) : undefined;
  } catch (error) {
    // What cannot be read is refused by the application itself.
    if (error instanceof ScimRefusal) return undefined;
    throw error;
  }
}

function isUnknown(type: ResourceType, filter: string): boolean {
  const readable = parsed(filter);
  if (!readable) return false;
  try {
    resourceTest(type, readable);
    return false;
  } catch (error) {
    if (error instanceof ScimRefusal) return true;
    throw error;
  }
}

function filterNames(filter: string): string[] {
  const walk = (one: Filter): string[] => {
    if ('left' in one) return [...walk(one.left), ...walk(one.right)];
    return one.op === 'not' ? walk(one.filter) : [one.path];
  };
  const readable = parsed(filter);
  return readable ? walk(readable) : [];
}

function attributeOf(path: string): string {
  try {
    return parsePatchPath(path).path;
  } catch (error) {
    if (error instanceof ScimRefusal) return path;
    throw error;
  }
}

/** Unknown names are for the application itself to refuse. */
function isSpelled(type: ResourceType, name: string): boolean {
  const found = locate(type, name);
  return !found || name.endsWith([found.attribute.name, found.sub?.name].filter(Boolean).join('.'));
}

function isExactly(resource: Json, type: ResourceType, filter: Filter): boolean {
  if (filter.op === 'and') return isExactly(resource, type, filter.left) && isExactly(resource, type, filter.right);
  if (filter.op !== 'compare' || filter.comparator !== 'eq' || typeof filter.value !== 'string') return true;
  const location = locate(type, filter.path);
  if (!location || !['userName', 'displayName'].includes(location.attribute.name)) return true;
  return valuesAt(resource, location).includes(filter.value);
}
