import { at, elements, idOf, member, mustAnswer, statusWords, type Answer } from '../engine/answer.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_USER } from '../engine/schema-set.ts';
import { failed, must, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';
import {
  CANNOT_TELL,
  changeMembers,
  groupOf,
  groupWithMember,
  isFoundByMember,
  judgeMembers,
  memberIds,
  memberValue,
  seenMembers,
} from './membership.ts';
import { hundredMembers } from './hundred-members.ts';

type Ids = [string, string, string, string, string];
type Change = {
  /** Members before the change. */
  before?: (ids: Ids) => string[];
  operations: (ids: Ids) => unknown[];
  /** Members after it, exactly. */
  after: (ids: Ids) => string[];
  got: string;
};

const NEEDS_MEMBERS = { needs: ['U01', 'G01', 'G09'] } as const;
const NEEDS_GROUP = { needs: ['U01', 'G01'] } as const;

export const GROUP_MEMBER_CHECKS: Check[] = [
  { ids: ['G09', 'G29'], needs: ['U01', 'G01'], phase: 'main', writes: true, run: addsOne },
  writing(
    'G10',
    changing({
      operations: ([a, b, c, d]) => [{ op: 'Add', path: 'members', value: [a, b, c, d].map(memberValue) }],
      after: ([a, b, c, d]) => [a, b, c, d],
      got: 'All 4 are members.',
    }),
    NEEDS_GROUP,
  ),
  writing(
    'G11',
    changing({
      operations: ([a, b, c, d]) =>
        [a, b, c, d].map((id) => ({ op: 'Add', path: 'members', value: [memberValue(id)] })),
      after: ([a, b, c, d]) => [a, b, c, d],
      got: 'All 4 are members.',
    }),
    NEEDS_GROUP,
  ),
  writing('G12', addsAgain, NEEDS_MEMBERS),
  writing(
    'G13',
    changing({
      before: ([a, b, c]) => [a, b, c],
      operations: ([a]) => [{ op: 'Remove', path: 'members', value: [memberValue(a)] }],
      after: ([, b, c]) => [b, c],
      got: 'Only that one is gone.',
    }),
    NEEDS_MEMBERS,
  ),
  writing(
    'G14',
    changing({
      before: ([a, b, c]) => [a, b, c],
      operations: ([a]) => [{ op: 'Remove', path: `members[value eq "${a}"]` }],
      after: ([, b, c]) => [b, c],
      got: 'Only that one is gone.',
    }),
    NEEDS_MEMBERS,
  ),
  writing(
    'G15',
    changing({
      before: ([a, b, c, d]) => [a, b, c, d],
      operations: ([a, b]) => [{ op: 'Remove', path: 'members', value: [memberValue(a), memberValue(b)] }],
      after: ([, , c, d]) => [c, d],
      got: 'Only those two are gone.',
    }),
    NEEDS_MEMBERS,
  ),
  writing(
    'G16',
    changing({
      before: ([a, b]) => [a, b],
      operations: () => [{ op: 'Remove', path: 'members' }],
      after: () => [],
      got: 'The group is empty.',
    }),
    NEEDS_MEMBERS,
  ),
  writing(
    'G17',
    changing({
      before: ([a, b]) => [a, b],
      operations: ([, b, c]) => [{ op: 'Replace', path: 'members', value: [memberValue(b), memberValue(c)] }],
      after: ([, b, c]) => [b, c],
      got: 'Exactly the new list is kept.',
    }),
    NEEDS_MEMBERS,
  ),
  writing(
    'G18',
    changing({
      operations: ([a]) => [{ op: 'Add', value: { members: [{ value: a }] } }],
      after: ([a]) => [a],
      got: 'The user is a member.',
    }),
    NEEDS_GROUP,
  ),
  writing('G19', addsNobody, NEEDS_GROUP),
  writing('G20', findsByMember, NEEDS_MEMBERS),
  writing('G24', describesMembers, NEEDS_GROUP),
  writing('G25', showsGroups, NEEDS_MEMBERS),
  writing('G26', hundredMembers, NEEDS_GROUP),
  writing(
    'G27',
    changing({
      before: ([a]) => [a],
      operations: ([, b]) => [
        { op: 'Add', path: 'members', value: [memberValue(b)] },
        { op: 'Remove', path: 'members', value: [memberValue(b)] },
      ],
      after: ([a]) => [a],
      got: 'The user that was added and removed is no member; the one before it still is.',
    }),
    NEEDS_MEMBERS,
  ),
  writing('G28', losesDeleted, NEEDS_MEMBERS),
  writing('G30', puts, NEEDS_GROUP),
];

/** One PATCH of members, judged by who is a member afterwards. */
function changing({
  before,
  operations,
  after,
  got,
}: Change): Check['run'] & ((context: CheckContext) => Promise<Verdict>) {
  return async (context) => {
    const ids = await memberIds(context);
    const group = before ? await groupOf(context, before(ids)) : await context.newGroup();
    await changeMembers(context, group, operations(ids));
    const present = after(ids);
    return judgeMembers(context, group, { present, absent: ids.filter((id) => !present.includes(id)), got });
  };
}

async function addsOne(context: CheckContext): Promise<Partial<Record<'G09' | 'G29', Verdict>>> {
  const [a, b] = await memberIds(context);
  const group = await context.newGroup();
  const answer = await context.scim.patch(group.path, [{ op: 'Add', path: 'members', value: [memberValue(a)] }]);
  if (![200, 204].includes(answer.status)) return { G09: failed(`The PATCH was ${statusWords(answer)}.`) };
  const judged = { present: [a], absent: [b], got: 'The user is a member.' };
  return { G09: await judgeMembers(context, group, judged), G29: patchAnswer(answer, group.id) };
}

function patchAnswer(answer: Answer, groupId: string): Verdict {
  if (answer.status === 204) return passed('204.');
  if (idOf(answer.body) === groupId)
    return passed(
      '200 with the group, which is allowed; Microsoft asks for 204, so that large groups are not sent back.',
    );
  return failed('200 without the group in it: with 200 the whole group must be answered, else 204.');
}

async function addsAgain(context: CheckContext): Promise<Verdict> {
  const [a] = await memberIds(context);
  const group = await groupOf(context, [a]);
  await changeMembers(context, group, [{ op: 'Add', path: 'members', value: [memberValue(a)] }]);
  const seen = await seenMembers(context, group, [a]);
  if (!seen?.listed) return notVerifiable('The endpoint lists no members by GET: a duplicate cannot be seen.');
  const times = seen.listed.filter((id) => id === a).length;
  return times === 1 ? passed('It is listed once.') : failed(`It is listed ${times} times.`);
}

async function addsNobody({ newGroup, scim, values }: CheckContext): Promise<Verdict> {
  const group = await newGroup();
  const value = [memberValue(values.unknownId())];
  const answer = await scim.patch(group.path, [{ op: 'Add', path: 'members', value }]);
  must(answer.status < 500, `The answer was ${statusWords(answer)}.`);
  return passed(`The answer was ${statusWords(answer)}.`);
}

async function findsByMember(context: CheckContext): Promise<Verdict> {
  const [a, b] = await memberIds(context);
  const group = await groupOf(context, [a]);
  const filter = (id: string) => `id eq "${group.id}" and members eq "${id}"`;
  const [member, stranger] = await Promise.all([a, b].map((id) => context.find('Groups', filter(id))));
  mustAnswer(member!, [200], 'The filter with a member');
  must(
    await isFoundByMember(context, group, a),
    `The filter with a member does not find the one group: ${totalOf(member!)}.`,
  );
  mustAnswer(stranger!, [200], 'The filter with a user who is no member');
  must(at(stranger!.body, 'totalResults') === 0, `The filter finds the group for a user who is no member, too.`);
  return passed('1 for a member, 0 for another user.');
}

const totalOf = ({ body }: Answer): string => `totalResults is ${String(at(body, 'totalResults'))}`;

async function describesMembers(context: CheckContext): Promise<Verdict> {
  const { group, userId, way } = await context.shared(groupWithMember);
  if (way !== 'read' && way !== 'readWhenNamed') return notVerifiable('The endpoint lists no members by GET.');
  const answer = await context.scim.get(`${group.path}${way === 'read' ? '' : '?attributes=members'}`);
  mustAnswer(answer, [200]);
  const [only] = elements(answer.body, 'members');
  must(
    member(only, 'value') === userId,
    `The member's value is ${JSON.stringify(member(only, 'value'))}, not the id of the user.`,
  );
  const ref = member(only, '$ref');
  must(typeof ref === 'string' && ref.includes(userId), `The member's $ref is ${JSON.stringify(ref) ?? 'absent'}.`);
  return passed('value and $ref name the user.');
}

async function showsGroups(context: CheckContext): Promise<Verdict> {
  const { schemas } = context;
  if (schemas.isKnown && !schemas.attribute(CORE_USER, 'groups'))
    return notVerifiable('/Schemas does not advertise groups for users.');
  const { group, userId, way } = await context.shared(groupWithMember);
  const answer = await context.scim.get(`/Users/${encodeURIComponent(userId)}`);
  mustAnswer(answer, [200]);
  const groups = elements(answer.body, 'groups');
  if (groups.some((one) => member(one, 'value') === group.id)) return passed('The user names the group.');
  if (!way) return notVerifiable(CANNOT_TELL);
  return failed(groups.length === 0 ? 'The user has no groups.' : `The user's groups are ${groups.length} others.`);
}

async function losesDeleted(context: CheckContext): Promise<Verdict> {
  const [a] = await memberIds(context);
  const user = await context.newUser();
  const group = await groupOf(context, [a, user.id]);
  const answer = await context.scim.delete(user.path);
  if (answer.status >= 300) return notVerifiable(`The user could not be deleted: ${statusWords(answer)}.`);
  const { way } = await context.shared(groupWithMember);
  if (way === 'user') return notVerifiable('Only users name their groups here, and this user is gone.');
  return judgeMembers(context, group, {
    present: [a],
    absent: [user.id],
    got: 'The deleted user is no member any more.',
  });
}

async function puts(context: CheckContext): Promise<Verdict> {
  const [a, b, c] = await memberIds(context);
  const group = await context.newGroup();
  const put = (ids: string[]) =>
    context.scim.put(group.path, { ...group.sent, id: group.id, members: ids.map((value) => ({ value })) });
  mustAnswer(await put([a, b]), [200], 'PUT');
  mustAnswer(await put([b, c]), [200], 'The second PUT');
  return judgeMembers(context, group, {
    present: [b, c],
    absent: [a],
    got: 'Exactly the members of the last PUT are kept.',
  });
}
