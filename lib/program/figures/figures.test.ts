import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fakeFigures } from '../fakes.ts';
import type { CountedFigures } from '../ports.ts';
import { ProgramFigures } from './contract.ts';
import { countFigures, readFigures, recountFigures } from './figures.ts';

const ALL = { time: 'all' } as const;
const read = async (counted: Partial<CountedFigures>) =>
  ProgramFigures.parse(await readFigures({ figures: fakeFigures(counted) }, ALL));
const DAY_MS = 86_400_000;
const before = (days: number) => new Date(Date.now() - days * DAY_MS - 1_000);
const stuck = (changes: Partial<CountedFigures['stuck']['rows'][number]> = {}): CountedFigures['stuck'] => ({
  total: 1,
  rows: [
    {
      ...{ onboardingId: randomUUID(), tenantName: 'Contoso', applicationName: 'Payroll' },
      ...{ completed: ['check-requirements'], since: before(9), failures: [], ...changes },
    },
  ],
});

test('every stage has its place in the funnel, those that nobody reached too', async () => {
  const { funnel } = await read({ stages: [{ stage: 'run-validation', onboardings: 3 }] });
  expect(funnel.map(({ onboardings }) => onboardings)).toEqual([0, 0, 0, 0, 0, 3, 0, 0]);
});

test('who is stuck stands at the next step, for so many days, with the newest failure as the reason', async () => {
  const failures = [
    { of: 'run' as const, at: before(12), words: 'active is a string' },
    { of: 'operation' as const, at: before(10), words: 'The Logic App could not be written.' },
  ];
  const { rows } = (await read({ stuck: stuck({ failures }) })).stuck;
  expect(rows[0]).toMatchObject({
    step: 'Create application',
    days: 9,
    why: 'The Logic App could not be written.',
  });
});

test('where nothing has failed the page says so', async () => {
  expect((await read({ stuck: stuck() })).stuck.rows[0]?.why).toMatch(/^Nothing has failed/);
});

test('a cause is named by its title, and a check without a known cause by its own', async () => {
  const causes = [{ cause: 'U01', onboardings: 1, probes: 1 }];
  expect((await read({ causes })).causes[0]?.title).toMatch(/^Failed without a known cause: /);
});

test('what was counted a moment ago is not counted again, unless somebody asks', async () => {
  const figures = fakeFigures();
  const { countedAt } = await readFigures({ figures }, ALL);
  expect((await readFigures({ figures }, ALL)).countedAt).toBe(countedAt);
  await countFigures({ figures }, ALL);
  expect(figures.scopes).toHaveLength(2);
});

test('what was counted long ago, or by an older portal, is counted again', async () => {
  const figures = fakeFigures();
  await figures.keep('all/all', await readFigures({ figures }, ALL), before(1));
  await readFigures({ figures }, ALL);
  await figures.keep('all/all', { form: 'older' }, new Date());
  await readFigures({ figures }, ALL);
  expect(figures.scopes).toHaveLength(3);
});

test('figures of a cohort that is gone are refused, and forgotten by the next count', async () => {
  const cohort = randomUUID();
  const figures = fakeFigures({}, {});
  await figures.keep(`30/${cohort}`, {}, new Date());
  await recountFigures({ figures }, { until: new Date(Date.now() + 10_000) });
  expect(await figures.keptKeys()).toEqual(['90/all']);
  await expect(countFigures({ figures }, { cohort, time: '30' })).rejects.toMatchObject({ code: 'not-found' });
});
