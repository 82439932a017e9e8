import { invalid, ScimRefusal } from './errors.ts';
import type { Operation } from './patch.ts';
import { ENTERPRISE_USER, type ResourceType } from './schema.ts';
import { withoutKey, type Attributes } from './shape.ts';
import type { ActiveFault, Space } from './state.ts';
import { unauthorized, type Credential } from './tokens.ts';

/** A write about to be kept. */
export type Write = { type: ResourceType; method: 'POST' | 'PUT' | 'PATCH'; before?: Attributes; after: Attributes };

/** One way this application can be wrong. Each hook stands where a real application would have the mistake. */
export type SampleFault = {
  id: string;
  title: string;
  description: string;
  /** Throws to refuse a valid credential. */
  onSignIn?(credential: Credential, fault: ActiveFault): void;
  /** Throws to refuse a query by its number of matches. */
  onFilter?(matches: number): void;
  /** Throws to refuse operations. */
  onPatch?(operations: Operation[]): void;
  /** Answers what is kept instead of `after`. */
  onKeep?(write: Write): Attributes;
  /** PATCH of a group answers 200 with the group instead of 204. */
  answersGroupPatch?: boolean;
};

export const SAMPLE_FAULTS: SampleFault[] = [
  {
    id: 'empty-filter-404',
    title: 'Empty filter answers 404',
    description: 'A filter that matches nothing answers 404 instead of an empty list.',
    onFilter(matches) {
      if (matches === 0) throw new ScimRefusal(404, 'No resource matches the filter.');
    },
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
    id: 'manager-lost',
    title: 'The manager is lost',
    description: 'A manager is accepted with success and never stored.',
    onKeep: ({ type, before, after }) => (type === 'User' ? withManagerOf(before, after) : after),
  },
  {
    id: 'member-changes-ignored',
    title: 'Member changes are ignored',
    description: 'Adding and removing group members answers 200 and changes nothing.',
    answersGroupPatch: true,
    onKeep({ type, method, before, after }) {
      if (type !== 'Group' || method !== 'PATCH') return after;
      const rest = withoutKey(after, 'members');
      return before?.members ? { ...rest, members: before.members } : rest;
    },
  },
  {
    id: 'token-expires',
    title: "The run's token expires",
    description: "The run's token is refused with 401; the job's credential stays valid.",
    onSignIn({ use, token }, fault) {
      if (use === 'run' || token === fault.token) throw unauthorized('The bearer token has expired.', 'invalid_token');
    },
  },
];

/** The faults of a space that are on at `now`, with their settings. */
export function activeFaults(space: Space, now: Date): { fault: SampleFault; setting: ActiveFault }[] {
  return space.faults
    .filter(({ startsAt }) => !startsAt || Date.parse(startsAt) <= now.getTime())
    .flatMap((setting) => SAMPLE_FAULTS.filter(({ id }) => id === setting.id).map((fault) => ({ fault, setting })));
}

function disablesByString({ path, value }: Operation): boolean {
  const isActive = (name: string) => /(^|:)active$/i.test(name);
  if (path !== undefined) return isActive(path) && isStringFalse(value);
  return Object.entries(Object(value) as object).some(([name, inner]) => isActive(name) && isStringFalse(inner));
}

function isStringFalse(value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'false';
}

/** Removing a manager works; a new one never arrives. */
function withManagerOf(before: Attributes | undefined, after: Attributes): Attributes {
  const extension = after[ENTERPRISE_USER] as Attributes | undefined;
  if (!extension?.manager) return after;
  const rest = withoutKey(extension, 'manager');
  const old = (before?.[ENTERPRISE_USER] as Attributes | undefined)?.manager;
  return { ...after, [ENTERPRISE_USER]: old ? { ...rest, manager: old } : rest };
}
