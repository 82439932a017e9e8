import { expect, test } from 'vitest';
import { fakeFeedbackBox } from '#lib/onboarding/record/fakes.ts';
import { FeedbackExportQuery, FeedbackFile, FeedbackPage, FeedbackQuery } from './contract.ts';
import { exportFeedback, readFeedback } from './feedback.ts';

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

test('the CSV has the words of the JSON, and no formula in them', async () => {
  const ports = await boxWith('=HYPERLINK("x")');
  const csv = (await exportFeedback(ports, FeedbackExportQuery.parse({ format: 'csv' }))).text.split('\r\n')[1];
  expect(csv).toContain(`"'=HYPERLINK(""x"")",yes,`);
  const json = FeedbackFile.parse(JSON.parse((await exportFeedback(ports, FeedbackExportQuery.parse({}))).text));
  expect(json.rows[0]?.words).toBe('=HYPERLINK("x")');
});

test('the saved file goes on where a page ends, to the last', async () => {
  const ports = await boxWith('First');
  const said = { step: 'whole-journey', rating: 'good', wantsSession: false, byId: 'ann', byName: 'Ann' } as const;
  for (let index = 1; index <= 1_000; index += 1) await ports.feedback.add('contoso', 'x', { ...said, words: 'More' });
  const csv = await exportFeedback(ports, FeedbackExportQuery.parse({ format: 'csv' }));
  const lines = csv.text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 1_001);
  expect(lines.at(-1)).toContain('First');
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
