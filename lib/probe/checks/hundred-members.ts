import type { CheckContext } from '../engine/context.ts';
import { Ended, notVerifiable, passed, type Verdict } from '../engine/verdict.ts';
import { changeMembers, isFoundByMember, judgeMembers, memberIds, memberValue, seenMembers } from './membership.ts';

const MANY = 100;

/** As many members as a first synchronisation sends at once. How long it took is told, not judged. */
export async function hundredMembers(context: CheckContext): Promise<Verdict> {
  const group = await context.newGroup();
  const ids = await hundredIds(context);
  const answer = await changeMembers(context, group, [{ op: 'Add', path: 'members', value: ids.map(memberValue) }]);
  const got = `All ${MANY} are members; the PATCH took ${(answer.durationMs / 1000).toFixed(1)} s.`;
  const judged = await judgeMembers(context, group, { present: ids, got });
  if (judged.verdict !== 'failed') return judged;
  const seen = await seenMembers(context, group, ids);
  const unlisted = ids.filter((id) => !seen?.members.has(id));
  // A list that is cut off is no lost member: a few of those left out are asked for one by one.
  const [first, last] = [unlisted[0], unlisted.at(-1)];
  const isCutOff =
    seen?.listed?.length &&
    first &&
    last &&
    (await isKept(context, group, first)) &&
    (await isKept(context, group, last));
  return isCutOff ? passed(`${got} GET lists ${seen.listed?.length} of them; the filter knows the others.`) : judged;
}
async function isKept(context: CheckContext, group: Parameters<typeof isFoundByMember>[1], id: string) {
  const isAnyone = await isFoundByMember(context, group, context.values.unknownId());
  return !isAnyone && (await isFoundByMember(context, group, id));
}

async function hundredIds(context: CheckContext): Promise<string[]> {
  const few = await memberIds(context);
  const made = await Promise.allSettled(Array.from({ length: MANY - few.length }, () => context.newUser()));
  const failure = made.find((one) => one.status === 'rejected');
  if (failure && !(failure.reason instanceof Ended)) throw failure.reason;
  if (failure) throw new Ended(notVerifiable(`${MANY} users to be members could not be created.`));
  return [...few, ...made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))];
}
