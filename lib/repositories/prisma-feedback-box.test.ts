import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
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
  return (await box.listForOperator(100)).find(({ onboardingId }) => onboardingId === id)!;
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
    ['ben', 'good', ''],
    ['ann', 'bad', 'Slow'],
    ['ann', 'good', 'Faster now'],
  ]);
});

test('it is put under a theme and taken out again, and the trail says who did it', async () => {
  const { id } = await said();
  await box.setThemeForOperator(id, 'Speed', by);
  expect(await box.themesForOperator()).toEqual([{ theme: 'Speed', count: 1 }]);
  await box.setThemeForOperator(id, undefined, by);
  expect(await box.themesForOperator()).toEqual([]);
  const events = await database.auditEvent.findMany({ where: { action: 'feedback.themed' }, orderBy: { at: 'asc' } });
  expect(events.map(({ facts }) => facts)).toMatchObject([
    { from: null, to: 'Speed' },
    { from: 'Speed', to: null },
  ]);
  await expect(box.setThemeForOperator(randomUUID(), 'Speed', by)).rejects.toMatchObject({ code: 'not-found' });
});
