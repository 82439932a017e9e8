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

test('shares are of what they name', async () => {
  expect(withoutMark(await exported('csv')).split('\r\n')[2]).toBe('Requirements,5,62.5');
});

test.each(['=1+1', '+1', '-cmd', '@sum', '\ttab'])('a cell %j is no formula', (cell) => {
  expect(withoutMark(csvOf(['Why'], [[cell]])).split('\r\n')[1]).toContain(`'${cell}`);
});

test('numbers below zero, commas, quotes and lines stay what they are', () => {
  expect(withoutMark(csvOf(['a'], [[-3, 'one, "two"\nthree']])).split('\r\n')[1]).toBe('-3,"one, ""two""\nthree"');
});
