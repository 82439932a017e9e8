import { errorBody, invalid, ScimRefusal } from '../errors.ts';
import { ENTERPRISE_USER } from '../schema.ts';
import { withoutKey, type Attributes } from '../shape.ts';
import { withoutHeaders } from './reply.ts';
import type { SampleFault } from './sample-fault.ts';

type Json = Record<string, unknown>;
const TITLES = ['Engineer', 'Manager'];

export const USER_FAULTS: SampleFault[] = [
  {
    id: 'duplicate-user-accepted',
    title: 'The same userName twice',
    description: 'A second user with a userName that is taken is created instead of refused with 409.',
    onTakenName: (type) => type === 'User',
  },
  {
    id: 'duplicate-in-other-case',
    title: 'The same userName in other letter case',
    description: 'A userName that differs from a taken one only by letter case is created instead of refused with 409.',
    onTakenName: (type, { wanted, taken }) => type === 'User' && wanted !== taken,
  },
  {
    id: 'location-missing',
    title: 'No Location header',
    description: 'Creating answers 201 without the Location header.',
    onAnswer: (reply) => (reply.status === 201 ? { ...reply, headers: withoutHeaders(reply, 'location') } : reply),
  },
  {
    id: 'values-rewritten',
    title: 'Family names in capitals',
    description: 'The family name is stored in capitals and not as it was sent.',
    onKeep: ({ after }) => (after.name ? { ...after, name: inCapitals(after.name as Json) } : after),
  },
  {
    id: 'values-restricted',
    title: 'Only some titles are allowed',
    description: 'A title other than Engineer or Manager answers 400, and /Schemas does not say so.',
    onKeep({ after }) {
      if (after.title === undefined || TITLES.includes(String(after.title))) return after;
      throw invalid(
        'invalidValue',
        `title: "${after.title}" is not one of the canonical values: [${TITLES.join(', ')}]`,
      );
    },
  },
  {
    id: 'manager-lost',
    title: 'The manager is lost',
    description: 'A manager is accepted with success and never stored.',
    onKeep: ({ type, before, after }) => (type === 'User' ? withManagerOf(before, after) : after),
  },
  {
    id: 'enterprise-lost',
    title: 'Enterprise attributes are lost',
    description: 'Department, employee number and the like are accepted with success and never stored; the manager is.',
    onKeep: ({ after }) => managerOnly(after),
  },
  {
    id: 'inactive-hidden',
    title: 'Disabled users are hidden',
    description: 'A user with active false is neither found by a filter nor read by id, as if deleted.',
    onMatch: ({ active }) => active !== false,
    onAnswer(reply, { method, path }) {
      const isHidden =
        method === 'GET' && /^\/Users\/./.test(path) && (reply.body as Json | undefined)?.active === false;
      return isHidden
        ? { ...reply, status: 404, body: errorBody(new ScimRefusal(404, 'There is no such user.')) }
        : reply;
    },
  },
  {
    id: 'delete-answers-200',
    title: 'DELETE answers 200 with a body',
    description: 'Deleting answers 200 with a message instead of 204 with nothing.',
    onAnswer: (reply, { method }) =>
      method === 'DELETE' && reply.status === 204
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: { message: 'Deleted.' } }
        : reply,
  },
  {
    id: 'delete-only-disables',
    title: 'DELETE only disables',
    description: 'A deleted user is disabled, and still found and read by id.',
    deletesByDisabling: true,
  },
];

function inCapitals(name: Json): Json {
  return typeof name.familyName === 'string' ? { ...name, familyName: name.familyName.toUpperCase() } : name;
}

/** Removing a manager works; a new one never arrives. */
function withManagerOf(before: Attributes | undefined, after: Attributes): Attributes {
  const extension = after[ENTERPRISE_USER] as Attributes | undefined;
  if (!extension?.manager) return after;
  const rest = withoutKey(extension, 'manager');
  const old = (before?.[ENTERPRISE_USER] as Attributes | undefined)?.manager;
  return { ...after, [ENTERPRISE_USER]: old ? { ...rest, manager: old } : rest };
}

function managerOnly(after: Attributes): Attributes {
  const extension = after[ENTERPRISE_USER] as Attributes | undefined;
  if (!extension) return after;
  const rest = withoutKey(after, ENTERPRISE_USER);
  return extension.manager ? { ...rest, [ENTERPRISE_USER]: { manager: extension.manager } } : rest;
}
