import { expect, test } from 'vitest';
import { dueAt } from '#lib/rules/business-clock.ts';
import { clocksOf, programSettings } from '#lib/rules/program-settings.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const submissions = prismaSubmissions(database);

async function opened() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const ann = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const { id } = await submissions.open(tenantId, onboardingId, ann);
  let version = 0;
  const move = async (to: SubmissionStatus) => {
    await submissions.move(tenantId, onboardingId, { version, to, by: ann, action: 'x' });
    version += 1;
  };
  const turns = () => database.turn.findMany({ where: { submissionId: id }, orderBy: { startedAt: 'asc' } });
  const row = () => database.submission.findUniqueOrThrow({ where: { id } });
  return { id, ann, tenantId, onboardingId, move, turns, row };
}

test('a draft is nobody’s turn; handed in it is the operator’s, taken on it stays so', async () => {
  const { move, turns, row } = await opened();
  expect(await turns()).toEqual([]);
  await move('submitted');
  const [first] = await turns();
  await move('in-review');
  expect(await turns()).toEqual([first]);
  expect(first).toMatchObject({ side: 'operator', endedAt: null });
  expect((await row()).waitingSince).toEqual(first?.startedAt);
});

test('one turn ends in the moment in which the other’s begins', async () => {
  const { move, turns } = await opened();
  for (const to of ['submitted', 'changes-requested', 'submitted'] as const) await move(to);
  const all = await turns();
  expect(all.map(({ side }) => side)).toEqual(['operator', 'isv', 'operator']);
  expect(all.map(({ endedAt }) => endedAt)).toEqual([all[1]?.startedAt, all[2]?.startedAt, null]);
});

test('taken back it is nobody’s, with no deadline', async () => {
  const { move, turns, row } = await opened();
  for (const to of ['submitted', 'withdrawn', 'draft'] as const) await move(to);
  expect((await turns()).filter(({ endedAt }) => !endedAt)).toEqual([]);
  expect((await row()).dueAt).toBeNull();
});

test('the deadline is that of the settings, what was used before counted', async () => {
  const by = { byName: 'Mo', version: 1 };
  await database.setting.create({ data: { name: 'operatorTargetDays', value: 3, ...by } });
  const { id, tenantId, onboardingId, move, turns } = await opened();
  await database.turn.create({
    data: {
      ...{ submissionId: id, side: 'operator' },
      ...{ startedAt: new Date('2026-11-02T00:00Z'), endedAt: new Date('2026-11-04T00:00Z') },
    },
  });
  await move('submitted');
  const all = (await turns()).map(({ startedAt, endedAt }) => ({
    ...{ side: 'operator' as const, startedAt },
    ...(endedAt ? { endedAt } : {}),
  }));
  const due = dueAt(all, clocksOf(programSettings([{ name: 'operatorTargetDays', value: 3 }])));
  expect(due?.at).toBeInstanceOf(Date);
  expect((await submissions.get(tenantId, onboardingId))?.dueAt).toEqual(due?.at);
});

test('a move that is refused leaves the turns as they are', async () => {
  const { move, turns, tenantId, onboardingId } = await opened();
  await move('submitted');
  const before = await turns();
  const late = submissions.move(tenantId, onboardingId, { version: 0, to: 'changes-requested', action: 'x' });
  await expect(late).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await turns()).toEqual(before);
});
