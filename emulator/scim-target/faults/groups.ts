import { isDeepStrictEqual } from 'node:util';
import { invalid, ScimRefusal } from '../errors.ts';
import { withoutKey, type Attributes } from '../shape.ts';
import { isAt, membersIn, perPath, verbOf } from './operations.ts';
import type { Reply, SampleFault, Write } from './sample-fault.ts';

type Json = Record<string, unknown>;
type Member = { value: string };

export const GROUP_FAULTS: SampleFault[] = [
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
    id: 'member-listed-twice',
    title: 'A member added twice is listed twice',
    description: 'Adding a member who is there already lists that member once more.',
    onKeep: (write) => withRepeats(write),
  },
  {
    id: 'remove-members-ignored',
    title: 'Removing by a list of values is ignored',
    description: 'Remove with the path members and the members in its value answers with success and removes nobody.',
    onPatch: (operations) => operations.filter((one) => !removesByValue(one)),
  },
  {
    id: 'remove-members-clears',
    title: 'Removing one member removes all',
    description: 'Remove with the path members and one member in its value empties the group.',
    onPatch: (operations) => operations.map((one) => (removesByValue(one) ? { op: one.op, path: one.path } : one)),
  },
  {
    id: 'multi-member-refused',
    title: 'One member at a time',
    description: 'A PATCH that names more than one member answers 400.',
    onPatch(operations) {
      if (operations.flatMap(membersIn).length > 1)
        throw invalid('invalidSyntax', 'Invalid PATCH operation: one member only.');
    },
  },
  {
    id: 'members-never-returned',
    title: 'Members are never returned',
    description: 'Every group comes with an empty list of members, whoever is in it.',
    onAnswer: (reply, { path }) => (path.startsWith('/Groups') ? emptied(reply) : reply),
  },
  {
    id: 'excluded-members-returned',
    title: 'excludedAttributes=members is ignored',
    description: 'Groups come with their members although the query excludes them.',
    onQuery: (given) => ({ ...given, ...withoutMembers(given.excludedAttributes) }),
  },
  {
    id: 'duplicate-group-accepted',
    title: 'The same group name twice',
    description: 'A second group with a displayName that is taken is created instead of refused with 409.',
    onTakenName: (type) => type === 'Group',
  },
  {
    id: 'repeated-update-conflict',
    title: 'A repeated update is a conflict',
    description: 'A PATCH that changes nothing, as a retried one, answers 409.',
    onKeep({ method, before = {}, after }) {
      const isSame = method === 'PATCH' && isDeepStrictEqual(plain(before), plain(after));
      if (isSame) throw new ScimRefusal(409, 'There is a conflict with the current state of the resource.');
      return after;
    },
  },
];

function plain(attributes: Attributes): unknown {
  return JSON.parse(JSON.stringify(withoutKey(attributes, 'schemas')));
}

function removesByValue(operation: Parameters<typeof verbOf>[0]): boolean {
  return verbOf(operation) === 'remove' && isAt('Group', operation, 'members') && operation.value !== undefined;
}

function withRepeats({ type, before, after, operations = [] }: Write): Attributes {
  if (type !== 'Group' || !Array.isArray(after.members)) return after;
  const added = operations
    .flatMap(perPath)
    .filter((one) => verbOf(one) === 'add')
    .flatMap(membersIn);
  const old = (before?.members ?? []) as Member[];
  const members = after.members as Member[];
  const repeated = old.filter(({ value }, index) => old.findIndex((one) => one.value === value) !== index);
  const again = added.filter((value) => old.some((one) => one.value === value)).map((value) => ({ value }));
  const stays = (one: Member) => members.some(({ value }) => value === one.value);
  return { ...after, members: [...members, ...repeated.filter(stays), ...again.filter(stays)] };
}

function withoutMembers(names: unknown): Json {
  if (typeof names !== 'string') return {};
  const left = names.split(',').filter((name) => name.trim().toLowerCase() !== 'members');
  return { excludedAttributes: left.length > 0 ? left.join(',') : undefined };
}

function emptied(reply: Reply): Reply {
  const without = (one: Json): Json => (one.members ? { ...one, members: [] } : one);
  const body = reply.body as Json | undefined;
  if (!body) return reply;
  if (!Array.isArray(body.Resources)) return { ...reply, body: without(body) };
  return { ...reply, body: { ...body, Resources: (body.Resources as Json[]).map(without) } };
}
