import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { aCohort } from './cohort.fixture.ts';
import { prismaFeedbackBox } from './prisma-feedback-box.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const box = prismaFeedbackBox(database);
const by: Person = { tenantId: 'operator', objectId: 'mo', name: 'Mo', username: '' };

async function said() {
  const { id, tenantId } = await prismaOnboardings(database).insert(aStart());
  const feedback = { step: 'run-validation', rating: 'bad', words: 'Slow', wantsSession: true } as const;
  await box.add(tenantId, id, { ...feedback, byId: 'ann', byName: 'Ann' });
  return (await box.pageForOperator({ limit: 100 })).rows.find(({ onboardingId }) => onboardingId === id)!;
}

test('who said what is kept with the wish for a session, the tenant and the application', async () => {
  expect(await said()).toMatchObject({
    ...{ step: 'run-validation', rating: 'bad', words: 'Slow', byName: 'Ann', wantsSession: true },
    ...{ tenantName: 'Contoso', applicationName: 'Payroll' },
  });
});

test('a rating and the words that follow it are one opinion; what the person says later is another', async () => {
  const { id, tenantId } = await prismaOnboardings(database).insert(aStart());
  const say = (rating: 'good' | 'bad', words: string, who = 'ann') =>
    box.add(tenantId, id, { step: 'run-validation', rating, words, wantsSession: false, byId: who, byName: who });
  await say('good', '');
  await say('good', '', 'ben');
  await say('bad', 'Slow');
  await say('good', 'Faster now');
  const given = await database.feedback.findMany({ where: { onboardingId: id }, orderBy: { at: 'asc' } });
  expect(given.map(({ byId, rating, words }) => [byId, rating, words])).toEqual([
    ['ann', 'bad', 'Slow'],
    ['ben', 'good', ''],
    ['ann', 'good', 'Faster now'],
  ]);
});

test('words keep the moment of the tap that they follow; long after it they are another opinion', async () => {
  const { id, tenantId } = await prismaOnboardings(database).insert(aStart());
  const say = (words: string) =>
    box.add(tenantId, id, {
      step: 'run-validation',
      rating: 'ok',
      words,
      wantsSession: false,
      byId: 'ann',
      byName: 'A',
    });
  const given = () => database.feedback.findMany({ where: { onboardingId: id }, orderBy: { at: 'asc' } });

  await say('');
  await database.feedback.updateMany({ where: { onboardingId: id }, data: { at: daysAgo(0.5) } });
  const [tap] = await given();
  await say('Fine');
  expect(await given()).toMatchObject([{ words: 'Fine', at: tap!.at }]);
  await database.feedback.updateMany({ where: { onboardingId: id }, data: { words: '', at: daysAgo(2) } });
  await say('Finer');
  expect((await given()).map(({ words }) => words)).toEqual(['', 'Finer']);
});

test('it is put under a theme and taken out again, and the trail says who did it', async () => {
  const { id } = await said();
  await box.setThemeForOperator(id, 'Speed', by);
  expect(await box.themesForOperator({})).toContainEqual({ theme: 'Speed', count: 1 });
  await box.setThemeForOperator(id, undefined, by);
  expect(await box.themesForOperator({})).not.toContainEqual(expect.objectContaining({ theme: 'Speed' }));
  const events = await database.auditEvent.findMany({ where: { action: 'feedback.themed' }, orderBy: { at: 'asc' } });
  expect(events.map(({ facts }) => facts)).toMatchObject([
    { from: null, to: 'Speed' },
    { from: 'Speed', to: null },
  ]);
  await expect(box.setThemeForOperator(randomUUID(), 'Speed', by)).rejects.toMatchObject({ code: 'not-found' });
});

/** Of one cohort: one a day, the oldest ten days old; those with an odd place have a theme and wish for a session. */
async function ofACohort(many: number) {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const cohort = await aCohort(database, tenantId);
  const said = { onboardingId, step: 'run-validation', rating: 'bad', words: '', byId: 'ann', byName: 'Ann' };
  const rows = Array.from({ length: many }, (_, index) => ({
    ...{ ...said, words: String(index), at: daysAgo(10 - index) },
    ...(index % 2 === 1 ? { theme: cohort, wantsSession: true } : {}),
  }));
  await database.feedback.createMany({ data: rows });
  return cohort;
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const wordsOf = ({ rows }: { rows: { words: string }[] }) => rows.map(({ words }) => words);

test('pages follow one another, newest first, and end', async () => {
  const cohort = await ofACohort(5);
  await said();
  const first = await box.pageForOperator({ cohort, limit: 3 });
  const second = await box.pageForOperator({ cohort, limit: 3, after: first.next });
  expect([wordsOf(first), wordsOf(second), second.next]).toEqual([['4', '3', '2'], ['1', '0'], undefined]);
  await expect(box.pageForOperator({ limit: 3, after: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('theme, wish and time narrow it down; themes are counted of cohort and time', async () => {
  const cohort = await ofACohort(6);
  const page = async (asked: object) => wordsOf(await box.pageForOperator({ cohort, limit: 10, ...asked }));
  expect(await page({ theme: cohort })).toEqual(['5', '3', '1']);
  expect(await page({ theme: null })).toEqual(['4', '2', '0']);
  expect(await page({ wantsSession: true, since: daysAgo(7.5) })).toEqual(['5', '3']);
  expect(await box.countForOperator({ cohort, since: daysAgo(7.5) })).toEqual({ count: 3, isMoreThanCounted: false });
  expect(await box.themesForOperator({ cohort, since: daysAgo(7.5) })).toContainEqual({ theme: cohort, count: 2 });
  const elsewhere = { cohort: randomUUID() };
  expect(await box.themesForOperator(elsewhere)).toContainEqual({ theme: cohort, count: 0 });
});

test('of very many themes the hundred most used are named', async () => {
  const { onboardingId } = await said();
  const of = { onboardingId, step: 'run-validation', rating: 'ok', words: '', byId: 'ann', byName: 'Ann' };
  const themes = Array.from({ length: 101 }, (_, index) => `Of many ${index}`);
  const most = themes.at(-1)!;
  await database.feedback.createMany({ data: [...themes, most, most, most, most].map((theme) => ({ ...of, theme })) });
  const named = await box.themesForOperator({});
  expect([named.length, named[0]]).toEqual([100, { theme: most, count: 5 }]);
});
