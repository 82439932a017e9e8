import { expect, test } from 'vitest';
import { fakeFeedbackBox } from '#lib/onboarding/record/fakes.ts';
import { FeedbackTable } from './contract.ts';
import { exportFeedback, readFeedback } from './feedback.ts';

async function boxWith(words: string) {
  const feedback = fakeFeedbackBox();
  const said = { step: 'whole-journey', rating: 'good', words, wantsSession: true } as const;
  await feedback.add('contoso', crypto.randomUUID(), { ...said, byId: 'ann', byName: 'Ann' });
  return { feedback };
}

test('the wish for a session and what it is about come to the program', async () => {
  const { rows, total } = FeedbackTable.parse(await readFeedback(await boxWith('Good')));
  expect([rows[0], total]).toMatchObject([{ wantsSession: true, step: 'whole-journey', byName: 'Ann' }, 1]);
});

test('the CSV has the words of the JSON, and no formula in them', async () => {
  const ports = await boxWith('=HYPERLINK("x")');
  const csv = (await exportFeedback(ports, 'csv')).text.split('\r\n')[1];
  expect(csv).toContain(`"'=HYPERLINK(""x"")",yes,`);
  const json = FeedbackTable.parse(JSON.parse((await exportFeedback(ports, 'json')).text));
  expect(json.rows[0]?.words).toBe('=HYPERLINK("x")');
});
