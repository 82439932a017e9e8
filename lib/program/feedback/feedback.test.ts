import { expect, test } from 'vitest';
import { fakeFeedbackBox } from '#lib/onboarding/record/fakes.ts';
import { FeedbackPage, FeedbackQuery } from './contract.ts';
import { readFeedback } from './feedback.ts';

async function boxWith(words: string) {
  const feedback = fakeFeedbackBox();
  const said = { step: 'whole-journey', rating: 'good', words, wantsSession: true } as const;
  await feedback.add('contoso', crypto.randomUUID(), { ...said, byId: 'ann', byName: 'Ann' });
  return { feedback };
}

test('the wish for a session and what it is about come to the program', async () => {
  const { rows, count } = FeedbackPage.parse(await readFeedback(await boxWith('Good'), FeedbackQuery.parse({})));
  expect([rows[0], count]).toMatchObject([{ wantsSession: true, step: 'whole-journey', byName: 'Ann' }, 1]);
});

test('themes come with the first page alone', async () => {
  const ports = await boxWith('Good');
  const pages = [{}, { after: '1' }].map((query) => readFeedback(ports, FeedbackQuery.parse(query)));
  expect((await Promise.all(pages)).map(({ themes }) => themes)).toEqual([[], undefined]);
});

test.each([
  ['all', {}],
  ['session', { wantsSession: true }],
  ['no-theme', { theme: null }],
  ['theme:Speed', { theme: 'Speed' }],
])('to show %s is asked of the database, with cohort and time', async (show, expected) => {
  const asked: unknown[] = [];
  const feedback = { ...fakeFeedbackBox(), pageForOperator: async (ask: object) => (asked.push(ask), { rows: [] }) };
  const cohort = crypto.randomUUID();
  await readFeedback({ feedback }, FeedbackQuery.parse({ show, cohort, time: '30', after: 'x' }));
  expect(asked).toEqual([{ ...expected, cohort, since: expect.any(Date), after: 'x', limit: 50 }]);
});
