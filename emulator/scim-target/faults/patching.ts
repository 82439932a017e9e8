import { invalid } from '../errors.ts';
import { elementTest } from '../filter.ts';
import { parsePatchPath } from '../filter-grammar.ts';
import type { Operation } from '../patch.ts';
import { ENTERPRISE_USER, locate, type ResourceType } from '../schema.ts';
import type { Attributes } from '../shape.ts';
import { isAt, isObject, namesOf, perPath, verbOf } from './operations.ts';
import { withoutHeaders } from './reply.ts';
import type { SampleFault, Write } from './sample-fault.ts';

export const PATCH_FAULTS: SampleFault[] = [
  {
    id: 'capital-ops-ignored',
    title: 'Capitalised operations are ignored',
    description: 'Add, Replace and Remove with a capital letter answer with success and change nothing.',
    onPatch: (operations) => operations.filter((one) => one.op === verbOf(one)),
  },
  {
    id: 'string-false-refused',
    title: 'The string "False" is refused',
    description: 'A PATCH that sends active as the string "False" answers 400: a user cannot be disabled.',
    onPatch(operations) {
      if (operations.some(disablesByString)) throw invalid('invalidValue', 'active must be a boolean.');
    },
  },
  {
    id: 'string-false-stored',
    title: 'The string "False" is stored as text',
    description: 'A PATCH that sends active as the string "False" keeps that text: the user stays enabled.',
    onKeep: (write) => ({ ...write.after, ...textOfActive(write) }),
  },
  {
    id: 'value-path-no-target',
    title: 'No Add where no element is',
    description: 'Add on phoneNumbers[type eq "mobile"].value answers 400 noTarget while there is no such element.',
    onPatch(operations, { type, before }) {
      const missing = operations.find((one) => verbOf(one) === 'add' && hasNoElement(type, before, one));
      if (missing) throw invalid('noTarget', `Nothing matches ${missing.path}.`);
    },
  },
  {
    id: 'value-path-refused',
    title: 'No value paths in PATCH',
    description: 'A path with a filter, as emails[type eq "work"].value, answers 400 invalidPath.',
    onPatch(operations) {
      const path = operations.flatMap(namesOf).find((name) => name.includes('['));
      if (path !== undefined) throw invalid('invalidPath', `There is no attribute ${path}.`);
    },
  },
  {
    id: 'add-replaces-list',
    title: 'Add replaces the whole list',
    description: 'Adding an e-mail address or a member removes those that were there.',
    onPatch: (operations, { type }) => operations.flatMap(perPath).map((one) => addAsReplace(type, one)),
  },
  {
    id: 'first-operation-only',
    title: 'Only the first operation counts',
    description: 'Of several operations in one PATCH, only the first is applied.',
    onPatch: (operations) => operations.slice(0, 1),
  },
  {
    id: 'patch-not-atomic',
    title: 'Half a PATCH is kept',
    description: 'A PATCH whose second operation fails answers 400 and keeps the first.',
    keepsHalf: true,
  },
  {
    id: 'id-patched',
    title: 'PATCH changes the id',
    description: 'A PATCH of id really changes it: the resource is gone from its address.',
    onPatch: (operations) =>
      operations.filter(({ path }) => path?.toLowerCase() !== 'id').map((one) => withoutKeys(one, /^id$/i)),
    onKeep({ after, operations = [] }) {
      const id = operations.map(idIn).find((one) => one !== undefined);
      return id === undefined ? after : { ...after, id };
    },
  },
  {
    id: 'manager-string-refused',
    title: 'The manager as text is refused',
    description: 'A manager sent as plain text, as Entra does, answers 400; as an object it works.',
    onBody: (body) => withManager(body, () => refuseManager()),
    onPatch: (operations) => operations.map((one) => (isManagerText(one) ? refuseManager() : one)),
  },
  {
    id: 'manager-string-dropped',
    title: 'The manager as text is dropped',
    description: 'A manager sent as plain text, as Entra does, is accepted and not stored; as an object it works.',
    onBody: (body) => withManager(body, () => undefined),
    onPatch: (operations) => operations.filter((one) => !isManagerText(one)),
  },
  {
    id: 'empty-text-refused',
    title: 'Empty text is refused',
    description: 'A PATCH that clears an attribute by the value "" answers 400.',
    onPatch(operations) {
      if (operations.some(({ value }) => holds(value, ''))) throw invalid('invalidValue', 'A value must not be empty.');
    },
  },
  {
    id: 'null-refused',
    title: 'null is refused',
    description: 'A PATCH that clears an attribute by the value null answers 400.',
    onPatch(operations) {
      const isNull = operations.some(
        (one) => verbOf(one) !== 'remove' && perPath(one).some(({ value }) => value === null),
      );
      if (isNull) throw invalid('invalidValue', 'A value must not be null.');
    },
  },
  {
    id: 'pathless-refused',
    title: 'No PATCH without a path',
    description: 'An operation without a path, its value an object, answers 400.',
    onPatch(operations) {
      if (operations.some(({ path }) => path === undefined)) throw invalid('invalidPath', 'An operation needs a path.');
    },
  },
  {
    id: 'dotted-keys-ignored',
    title: 'Dotted keys are ignored',
    description: 'Without a path, a key like "name.givenName" answers with success and changes nothing.',
    onPatch: (operations) => operations.map((one) => withoutKeys(one, /^\w+\.\w+$/)),
  },
  {
    id: 'urn-keys-ignored',
    title: 'Keys with a schema are ignored',
    description: 'Without a path, a key like "urn:…:enterprise:2.0:User:department" changes nothing.',
    onPatch: (operations) => operations.map((one) => withoutKeys(one, /^urn:.+:\w+$/i)),
  },
  {
    id: 'patch-answer-empty',
    title: 'PATCH answers 200 with nothing',
    description: 'PATCH of a user answers 200 without the user, instead of 204.',
    onAnswer: (reply, { method, path }) =>
      method === 'PATCH' && path.startsWith('/Users/') && reply.status === 200
        ? { status: 200, headers: withoutHeaders(reply, 'content-type') }
        : reply,
  },
];

const isFalse = (value: unknown): boolean => typeof value === 'string' && value.toLowerCase() === 'false';
const isActive = (name: string): boolean => /(^|:)active$/i.test(name);

function disablesByString(operation: Operation): boolean {
  return perPath(operation).some(({ path = '', value }) => isActive(path) && isFalse(value));
}

/** The text last sent for active; one stored before stays until active is written again. */
function textOfActive({ type, before, operations = [] }: Write): Attributes {
  if (type !== 'User') return {};
  const sent = operations.flatMap(perPath).findLast(({ path = '' }) => isActive(path));
  const value = sent ? sent.value : before?.active;
  return isFalse(value) ? { active: value } : {};
}

function hasNoElement(type: ResourceType, before: Attributes, { path = '' }: Operation): boolean {
  if (!path.includes('[')) return false;
  const { path: name, filter } = parsePatchPath(path);
  const found = locate(type, name);
  if (!found || !filter) return false;
  const elements = (before[found.attribute.name] ?? []) as Attributes[];
  return !elements.some(elementTest(found.attribute, filter));
}

function addAsReplace(type: ResourceType, operation: Operation): Operation {
  const { path } = operation;
  const found = path === undefined || path.includes('[') ? undefined : locate(type, path);
  const isList = found?.attribute.config.multiValued && !found.sub;
  return isList && verbOf(operation) === 'add' ? { ...operation, op: 'replace' } : operation;
}

function idIn(operation: Operation): string | undefined {
  if (operation.path?.toLowerCase() === 'id') return String(operation.value);
  const { value } = operation;
  return operation.path === undefined && isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

function isManagerText(operation: Operation): boolean {
  return perPath(operation).some((one) => {
    return isAt('User', one, 'manager') && typeof one.value === 'string' && one.value !== '';
  });
}

function refuseManager(): never {
  throw invalid('invalidValue', 'manager must be a complex value.');
}

function withManager(body: Attributes, change: () => undefined): Attributes {
  const extension = body[ENTERPRISE_USER];
  if (!isObject(extension) || typeof extension.manager !== 'string') return body;
  return { ...body, [ENTERPRISE_USER]: { ...extension, manager: change() } };
}

function holds(value: unknown, wanted: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === wanted;
  return Object.values(value).some((inner) => holds(inner, wanted));
}

function withoutKeys(operation: Operation, pattern: RegExp): Operation {
  if (operation.path !== undefined || !isObject(operation.value)) return operation;
  const kept = Object.entries(operation.value).filter(([key]) => !pattern.test(key));
  return { ...operation, value: Object.fromEntries(kept) };
}
