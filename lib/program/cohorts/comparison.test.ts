import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { csvOf } from '../csv.ts';
import { fakeFigures, NOTHING_COUNTED } from '../fakes.ts';
import { compareCohorts, exportComparison } from './comparison.ts';
import { Comparison, comparisonHead } from './contract.ts';

const [ONE, OTHER] = [randomUUID(), randomUUID()];

function twoCohorts() {
  const figures = fakeFigures({}, { [ONE]: 'Spring', [OTHER]: 'Autumn' });
  const started = (onboardings: number) => [{ stage: 'started', onboardings }];
  const count: typeof figures.count = async (scope) => {
    figures.scopes.push(scope);
    if (scope.cohort === OTHER) return { ...NOTHING_COUNTED, stages: started(0) };
    return {
      ...NOTHING_COUNTED,
      stages: [...started(8), { stage: 'check-requirements', onboardings: 5 }],
      stepTimes: [{ step: 'check-requirements', onboardings: 5, medianHours: 2.04, p90Hours: 31.26 }],
      firstRuns: { onboardings: 3, passed: 1 },
    };
  };
  return { figures: { ...figures, count }, scopes: figures.scopes };
}
const ask = { one: ONE, other: OTHER, time: 'all' } as const;
const rowOf = ({ rows }: Comparison, figure: string) => rows.find((row) => row.figure === figure);

test('each cohort has its own numbers, and nothing where there is nothing to count', async () => {
  const comparison = Comparison.parse(await compareCohorts(twoCohorts(), ask));
  expect(rowOf(comparison, 'Started')).toMatchObject({ one: 8, other: 0 });
  const share = rowOf(comparison, 'Requirements, % of those who started');
  expect([share?.one, share?.other]).toEqual([62.5, undefined]);
  expect(rowOf(comparison, 'Check requirements, median, hours')).toMatchObject({ one: 2 });
  expect(comparisonHead(comparison)).toEqual(['Figure', 'Spring', 'Autumn']);
});

test('the CSV has the cells of the JSON and of the table, row for row', async () => {
  const ports = twoCohorts();
  const json = Comparison.parse(JSON.parse((await exportComparison(ports, ask, 'json')).text));
  const told = [
    ['Time', 'From the beginning', 'From the beginning'],
    ['Counted at', json.one.countedAt, json.other.countedAt],
  ];
  const table = json.rows.map(({ figure, one, other }) => [figure, one, other]);
  const csv = (await exportComparison(ports, ask, 'csv')).text;
  expect(csv).toBe(csvOf(comparisonHead(json), [...told, ...table]));
  expect(csv).toContain('Passed with the first run,1,0\r\n');
  expect(json).toEqual(await compareCohorts(ports, ask));
});

test('both are counted in the time that is asked for', async () => {
  const { figures, scopes } = twoCohorts();
  await compareCohorts({ figures }, { ...ask, time: '30' });
  expect(scopes.map(({ cohort, after }) => [cohort, after instanceof Date])).toEqual([
    [ONE, true],
    [OTHER, true],
  ]);
});
