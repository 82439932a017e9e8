import { expect, test } from 'vitest';
import { csvOf } from '../csv.ts';
import { fakeFigures } from '../fakes.ts';
import { ProgramFigures, TABLE_IDS, tablesOf } from './contract.ts';
import { exportFigures } from './export.ts';

const figures = fakeFigures({
  stages: [
    { stage: 'started', onboardings: 8 },
    { stage: 'check-requirements', onboardings: 5 },
  ],
  stepTimes: [{ step: 'check-requirements', onboardings: 5, medianHours: 2.04, p90Hours: 31.26 }],
  failures: [{ template: 'own-consumption-1.0', test: 'Create_User_Test', testTitle: 'Create', judged: 7, failed: 2 }],
  firstRuns: { onboardings: 3, passed: 1 },
  review: {
    waiting: 4,
    withIsv: 1,
    decisions: 6,
    medianHoursToDecide: 50.55,
    weeks: [{ ago: 0, arrived: 3, decided: 2 }],
  },
});
const exported = async (format: 'csv' | 'json', table: (typeof TABLE_IDS)[number] = 'funnel') =>
  (await exportFigures({ figures }, { format, table, time: 'all' })).text;
const withoutMark = (csv: string) => csv.replace(/^\uFEFF/, '');

test.each(TABLE_IDS)('the CSV of %s has the numbers of the JSON, row for row', async (id) => {
  const told = ProgramFigures.parse(JSON.parse(await exported('json')));
  const { head, rows } = tablesOf(told)[id];
  const lines = withoutMark(await exported('csv', id))
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(rows.length + 1);
  expect(lines[0]).toBe(withoutMark(csvOf(head, [])).trimEnd());
  rows.forEach((row, index) => {
    for (const cell of row) if (typeof cell === 'number') expect(lines[index + 1]!.split(',')).toContain(String(cell));
  });
});

const decided = (decisions: number, arrived: number) => {
  const weeks = [{ ago: 0, arrived, decided: decisions }];
  return fakeFigures({ review: { waiting: 4, withIsv: 0, decisions, weeks } });
};
test.each([
  ['shrinks', decided(8, 2), ['Wait of a request that comes in now, weeks', 4]],
  ['shrinks', decided(8, 2), ['The queue is empty in, weeks', 5.3]],
  ['grows', decided(8, 12), ['The queue grows in a week by', 0.5]],
  ['unknown', decided(3, 0), ['Needed for a forecast', 4]],
] as const)('a forecast of a queue that %s is saved with its numbers', async (kind, ports, [words, number]) => {
  const ask = { table: 'forecast', time: 'all' } as const;
  const json = ProgramFigures.parse(
    JSON.parse((await exportFigures({ figures: ports }, { ...ask, format: 'json' })).text),
  );
  expect(json.review.forecast.kind).toBe(kind);
  expect(Object.values(json.review.forecast)).toContain(number);
  const csv = (await exportFigures({ figures: ports }, { ...ask, format: 'csv' })).text;
  expect(csv).toContain(words.includes(',') ? `"${words}",${number}` : `${words},${number}`);
});

test('how many are stuck is saved beside those that are listed', async () => {
  const ports = fakeFigures({ stuck: { total: 312, rows: [] } });
  const csv = (await exportFigures({ figures: ports }, { format: 'csv', table: 'stuck-total', time: 'all' })).text;
  expect(csv.split('\r\n')[1]).toBe('7,312,0');
});

test('shares are of what they name', async () => {
  expect(withoutMark(await exported('csv')).split('\r\n')[2]).toBe('Requirements,5,62.5');
});

test.each(['=1+1', '+1', '-cmd', '@sum', '\ttab'])('a cell %j is no formula', (cell) => {
  expect(withoutMark(csvOf(['Why'], [[cell]])).split('\r\n')[1]).toContain(`'${cell}`);
});

test('numbers below zero, commas, quotes and lines stay what they are', () => {
  expect(withoutMark(csvOf(['a'], [[-3, 'one, "two"\nthree']])).split('\r\n')[1]).toBe('-3,"one, ""two""\nthree"');
});
