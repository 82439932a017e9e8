import { at, elements, idOf, listOf, member, mustAnswer, type Answer } from '../engine/answer.ts';
import type { CheckContext } from '../engine/context.ts';
import type { Made } from '../engine/resources.ts';
import { Ended, failed, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';

type Ids = readonly string[];
type Asked = { context: CheckContext; group: Made; ids: Ids };
/** Who of those asked for is a member. `listed` is the endpoint's own list, where it gives one. */
type Seen = { members: Set<string>; listed?: string[] };

/**
 * How endpoints show who is a member. Some never list members, and Microsoft does not ask for it; they may still answer
 * the filter, or name the groups of a user.
 */
const WAYS = {
  read: (asked: Asked) => listedMembers(asked, ''),
  readWhenNamed: (asked: Asked) => listedMembers(asked, '?attributes=members'),
  filter: membersByFilter,
  user: membersByUser,
} as const;
type Way = keyof typeof WAYS;
const WAY_WORDS: Record<Way, string> = {
  read: '',
  readWhenNamed: ' GET lists members only with attributes=members.',
  filter: ' GET lists no members; the filter "id eq … and members eq …" knows them.',
  user: " GET lists no members; the user's own groups name the group.",
};

/** A few users to be members; nothing may change them. */
export const memberIds = (context: CheckContext) => context.shared(fiveUsers);

async function fiveUsers({ newUser }: CheckContext): Promise<[string, string, string, string, string]> {
  const users = await quietly(() => Promise.all([newUser(), newUser(), newUser(), newUser(), newUser()]));
  if (!users) throw new Ended(notVerifiable('The users to be its members could not be created.'));
  const [a, b, c, d, e] = users;
  return [a.id, b.id, c.id, d.id, e.id];
}

/** To be shared: a group with one member, and how the endpoint shows it, if it does. Nothing may change it. */
export async function groupWithMember(context: CheckContext): Promise<{ group: Made; userId: string; way?: Way }> {
  const [userId, stranger] = await memberIds(context);
  const group = await context.newGroup();
  const isMade = await quietly(async () => addMembers(context, group, [userId]));
  const way = isMade && (await wayOf({ context, group, ids: [userId, stranger] }));
  if (way) return { group, userId, way };
  // An endpoint that refuses or drops this PATCH may take the member with the group.
  const other = await quietly(() => context.newGroup({ members: [{ value: userId }] }));
  const otherWay = other && (await wayOf({ context, group: other, ids: [userId, stranger] }));
  return other && otherWay ? { group: other, userId, way: otherWay } : { group, userId };
}

/** The first way that tells a member from a stranger. */
async function wayOf(asked: Asked): Promise<Way | undefined> {
  const [userId, stranger] = asked.ids;
  for (const way of Object.keys(WAYS) as Way[]) {
    const seen = await quietly(() => WAYS[way](asked));
    if (seen?.members.has(userId!) && !seen.members.has(stranger!)) return way;
  }
  return undefined;
}

/** Who of these is a member, by whatever this endpoint shows; undefined where no answer of it can tell. */
export async function seenMembers(
  context: CheckContext,
  group: Made,
  ids: Ids,
): Promise<(Seen & { way: Way }) | undefined> {
  const { way } = await context.shared(groupWithMember);
  const seen = await WAYS[way ?? 'read']({ context, group, ids });
  return way || seen.members.size > 0 ? { ...seen, way: way ?? 'read' } : undefined;
}

export const CANNOT_TELL =
  'The endpoint lists no members by GET, and neither its filter on members nor the groups of a user tell who is one.';

/** Whether exactly `present` are members, and `absent` are none; by what the endpoint kept, not by what it answered. */
export async function judgeMembers(
  context: CheckContext,
  group: Made,
  { present, absent = [], got }: { present: Ids; absent?: Ids; got: string },
): Promise<Verdict> {
  const seen = await seenMembers(context, group, [...present, ...absent]);
  // Nothing speaks against it, so that what builds on it is tried.
  if (!seen) return notVerifiable(CANNOT_TELL, { usable: true });
  const known = new Set([...present, ...absent]);
  const problems = [
    counted(
      present.filter((id) => !seen.members.has(id)),
      `of ${present.length} missing`,
    ),
    counted(
      absent.filter((id) => seen.members.has(id)),
      'there that must not be',
    ),
    counted(
      (seen.listed ?? []).filter((id) => !known.has(id)),
      'there that nobody added',
    ),
  ].filter(Boolean);
  if (problems.length > 0) return failed(`Accepted, but of the members: ${problems.join('; ')}.${WAY_WORDS[seen.way]}`);
  return passed(`${got}${WAY_WORDS[seen.way]}`);
}

function counted(ids: Ids, words: string): string {
  if (ids.length === 0) return '';
  return `${ids.length} ${words} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`;
}

/** A group that certainly has these members, as far as the endpoint shows them. */
export async function groupOf(context: CheckContext, ids: Ids): Promise<Made> {
  const group = await context.newGroup();
  const missing = async () => {
    const seen = await seenMembers(context, group, ids);
    return seen ? ids.filter((id) => !seen.members.has(id)) : [];
  };
  await quietly(() => addMembers(context, group, ids));
  const left = await missing();
  if (left.length === 0) return group;
  // Several at once is a check of its own.
  for (const id of left) await quietly(() => addMembers(context, group, [id]));
  const words = `A group with ${ids.length} members, which this check needs, could not be made.`;
  if ((await missing()).length > 0) throw new Ended(notVerifiable(words));
  return group;
}

export const memberValue = (value: string) => ({ $ref: null, value });

async function addMembers(context: CheckContext, group: Made, ids: Ids): Promise<Answer> {
  return changeMembers(context, group, [{ op: 'Add', path: 'members', value: ids.map(memberValue) }]);
}

/** A PATCH that must be accepted. */
export async function changeMembers(
  { scim }: CheckContext,
  group: Made,
  operations: readonly unknown[],
): Promise<Answer> {
  const answer = await scim.patch(group.path, operations);
  mustAnswer(answer, [200, 204], 'The PATCH');
  return answer;
}

async function listedMembers({ context, group, ids }: Asked, query: string): Promise<Seen> {
  const answer = await context.scim.get(`${group.path}${query}`);
  mustAnswer(answer, [200], 'Reading the group back');
  const listed = elements(answer.body, 'members').map(
    (one) => String(member(one, 'value') ?? '') || String(member(one, '$ref') ?? '').replace(/^.*\//, ''),
  );
  return { members: new Set(ids.filter((id) => listed.includes(id))), listed };
}

async function membersByFilter({ context, group, ids }: Asked): Promise<Seen> {
  const answers = ids.map(async (id) => ((await isFoundByMember(context, group, id)) ? [id] : []));
  return { members: new Set((await Promise.all(answers)).flat()) };
}

async function membersByUser({ context, group, ids }: Asked): Promise<Seen> {
  const answers = ids.map(async (id) => {
    const { body } = await context.scim.get(`/Users/${encodeURIComponent(id)}`);
    return elements(body, 'groups').some((one) => at(one, 'value') === group.id) ? [id] : [];
  });
  return { members: new Set((await Promise.all(answers)).flat()) };
}

/** How Entra asks whether a reference is there. */
export async function isFoundByMember(context: CheckContext, group: Made, userId: string): Promise<boolean> {
  const answer = await context.find('Groups', `id eq "${group.id}" and members eq "${userId}"`);
  const list = answer.status === 200 ? listOf(answer) : undefined;
  return list?.total === 1 && list.resources.some((one) => idOf(one) === group.id);
}

/** Preparation that fails says nothing of what is judged. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Ended) return undefined;
    throw error;
  }
}
