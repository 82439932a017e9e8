import { expect, test } from 'vitest';
import { fakeFeedbackBox } from '#lib/onboarding/record/fakes.ts';
import { FeedbackExportQuery, FeedbackFile } from './contract.ts';
import { exportFeedback } from './export.ts';

/** The newest first. */
async function boxWith(...words: string[]) {
  const feedback = fakeFeedbackBox();
  const said = { step: 'whole-journey', rating: 'good', wantsSession: true, byId: 'ann', byName: 'Ann' } as const;
  for (const one of words.toReversed()) await feedback.add('contoso', crypto.randomUUID(), { ...said, words: one });
  return { feedback };
}
const partsOf = async (ports: Awaited<ReturnType<typeof boxWith>>, format: 'csv' | 'json') =>
  (await exportFeedback(ports, FeedbackExportQuery.parse({ format }))).parts;
const textOf = async (...of: Parameters<typeof partsOf>) => (await Array.fromAsync(await partsOf(...of))).join('');
const wordsIn = (json: string) => FeedbackFile.parse(JSON.parse(json)).rows.map(({ words }) => words);

test('the CSV has the words of the JSON, and no formula in them', async () => {
  const ports = await boxWith('=HYPERLINK("x")');
  expect((await textOf(ports, 'csv')).split('\r\n')[1]).toContain(`"'=HYPERLINK(""x"")",yes,`);
  expect(wordsIn(await textOf(ports, 'json'))).toEqual(['=HYPERLINK("x")']);
});

test.each([0, 1, 1_000, 2_001])('all of %i are in the file, once each, however many pages they are', async (many) => {
  const words = Array.from({ length: many }, (_, index) => `No. ${index}`);
  const ports = await boxWith(...words);
  expect(wordsIn(await textOf(ports, 'json'))).toEqual(words);
  const [head, ...lines] = (await textOf(ports, 'csv')).trimEnd().split('\r\n');
  expect([head?.startsWith('\uFEFFAt,Tenant,'), lines.length]).toEqual([true, many]);
});

test.each(['csv', 'json'] as const)('as %s it is sent as it is read', async (format) => {
  const { feedback } = await boxWith(...Array.from({ length: 2_001 }, () => 'More'));
  const asked: (string | undefined)[] = [];
  const pageForOperator: typeof feedback.pageForOperator = (ask) => (
    asked.push(ask.after),
    feedback.pageForOperator(ask)
  );
  const parts = await partsOf({ feedback: { ...feedback, pageForOperator } }, format);
  const reader = parts[Symbol.asyncIterator]();
  for (let part = 0; part < 2; part += 1) await reader.next();
  expect(asked).toEqual([undefined]);
});
