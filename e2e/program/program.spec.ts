import type { Page } from '@playwright/test';
import { STEPS, type Step } from '#lib/journey/steps.ts';
import { daysAgo, makeUpVendor, type MadeUpOnboarding } from '../support/made-up.ts';
import { choose, linesSavedBy, savedBy, makeCohort } from '../support/operator.ts';
import { expect, test } from '../support/test.ts';

const CREATE = { test: 'Create_User_Test', title: 'Create a user' } as const;
const UPDATE = { test: 'Update_User_Test', title: 'Update a user' } as const;
const GOOD = [
  { ...CREATE, verdict: 'passed' as const },
  { ...UPDATE, verdict: 'passed' as const },
];
/** Two are stuck, of three first runs two passed, one request waits and one is published. */
const WAVE: MadeUpOnboarding[] = [
  { name: 'Alpha', started: daysAgo(20) },
  {
    name: 'Beta',
    started: daysAgo(20),
    steps: { 'check-requirements': daysAgo(10), 'create-application': daysAgo(2) },
  },
  {
    name: 'Gamma',
    steps: completed('deploy-logic-app', 10),
    run: {
      ready: false,
      at: daysAgo(9),
      tests: [GOOD[0]!, { ...UPDATE, verdict: 'failed' }],
      blocking: ['No update.'],
    },
  },
  {
    name: 'Delta',
    steps: completed('run-validation', 12),
    run: { ready: true, at: daysAgo(12), tests: GOOD },
    request: { status: 'submitted', handedIn: daysAgo(2), isKept: true },
  },
  {
    name: 'Epsilon',
    started: daysAgo(30),
    steps: completed('run-validation', 21),
    run: { ready: true, at: daysAgo(21), tests: GOOD },
    request: {
      ...{ status: 'published', handedIn: daysAgo(20), isKept: true },
      decisions: [
        { kind: 'escalate', at: daysAgo(19) },
        { kind: 'approve', at: daysAgo(18) },
        { kind: 'publish', at: daysAgo(17) },
      ],
    },
  },
];
const FUNNEL = [
  ...['Started 5 100', 'Requirements 4 80', 'Application 4 80', 'Provisioning 3 60', 'Logic App 3 60'],
  ...['Validation 2 40', 'Handed in 2 40', 'Published 1 20'],
];

test('the figures of a cohort are those of its vendors alone, the same in the picture, its table and the saved file', async ({
  asOperator,
}) => {
  const vendor = await makeUpVendor(WAVE);
  const petra = await asOperator('programManager');
  await makeCohort(petra, `Wave of ${vendor.word}`, vendor);
  await petra.getByRole('navigation', { name: 'Program' }).getByRole('link', { name: 'Figures' }).click();
  await choose(petra, 'Cohort', `Wave of ${vendor.word}`);

  await test.step('how far they came', async () => {
    const stages = FUNNEL.map((row) => row.replace(/ \d+$/, '')).join(', ');
    await expect(petra.getByRole('img', { name: `Bar chart: ${stages}`, exact: true })).toBeVisible();
    await expectTable(petra, 'How far onboardings came', FUNNEL);
    expect(await csvOf(petra, 'How far onboardings came')).toEqual(FUNNEL.map(asCsv));
  });
  await test.step('how many passed with their first run', async () => {
    await expect(petra.getByRole('img', { name: 'Bar: 66.7 % passed' })).toBeVisible();
    await expect(petra.getByText('2 of 3 passed with their first run.')).toBeVisible();
    await expectTable(petra, 'First runs', ['3 2 66.7']);
    expect(await csvOf(petra, 'First runs')).toEqual(['3,2,66.7']);
  });
  await test.step('which tests fail', async () => {
    const [create, update] = [
      'Create a user Portal’s edition 1.0 3 0 0',
      'Update a user Portal’s edition 1.0 3 1 33.3',
    ];
    const title = 'Failures by test and template version';
    await expectRows(petra, `${title}, map`, ['Create a user 0 % 0 of 3', 'Update a user 33.3 % 1 of 3']);
    await expectTable(petra, title, [create, update]);
    expect(await csvOf(petra, title)).toEqual([
      'Create a user,Portal’s edition 1.0,3,0,0',
      'Update a user,Portal’s edition 1.0,3,1,33.3',
    ]);
  });
  await test.step('who is stuck', async () => {
    const waits = 'Nothing has failed: nobody has gone on since.';
    await expectRows(petra, 'Who is stuck', [
      `${vendor.tenantName} Alpha Check requirements 20 days ago ${waits}`,
      `${vendor.tenantName} Gamma Run validation 10 days ago The last run: No update.`,
    ]);
    const [alpha, gamma, ...more] = await csvOf(petra, 'Who is stuck');
    expect(alpha).toMatch(new RegExp(`^${vendor.tenantName},Alpha,Check requirements,[^,]+Z,20,${waits}$`));
    expect(gamma).toMatch(new RegExp(`^${vendor.tenantName},Gamma,Run validation,[^,]+Z,10,The last run: No update.$`));
    expect(more).toEqual([]);
  });
  await test.step('how reviews keep up', async () => {
    await expect(petra.getByText('median 48 h, 90th percentile 48 h')).toBeVisible();
    const name =
      /^Bar chart: (week of [-\d]+, 0 came in, 0 decided; ){5}week of [-\d]+, 1 came in, 1 decided; week of [-\d]+, 0 came in, 0 decided; week of [-\d]+, 1 came in, 0 decided$/;
    await expect(petra.getByRole('img', { name })).toBeVisible();
    await expectTable(petra, 'Review queue', [
      ...['Waiting for reviewers 1', 'With the ISV 0', 'Oldest waiting since 2 days ago', 'Decisions 1'],
      ...['Median time to decide, hours 48', '90th percentile of the time to decide, hours 48'],
    ]);
    const weeks = (await csvOf(petra, 'Review by week')).map((line) => line.split(',').slice(1).join(' '));
    expect(weeks).toEqual(['0 0', '0 0', '0 0', '0 0', '0 0', '1 1', '0 0', '1 0']);
  });
  await test.step('all of it in one file', async () => {
    const saved: unknown = JSON.parse(await savedBy(petra.getByRole('button', { name: 'Save all as JSON' })));
    expect(saved).toMatchObject({
      filter: { cohortName: `Wave of ${vendor.word}` },
      firstRuns: { onboardings: 3, passed: 2 },
      stuck: { total: 2 },
      failures: [
        { ...{ judged: 3, failed: 0 }, test: CREATE.test },
        { ...{ judged: 3, failed: 1 }, test: UPDATE.test },
      ],
      review: { waiting: 1, withIsv: 0, decisions: 1, medianHoursToDecide: 48, p90HoursToDecide: 48 },
    });
  });
});

test('two cohorts stand side by side, each with its own numbers, also after the page is loaded again', async ({
  asOperator,
}) => {
  const wave = await makeUpVendor(WAVE);
  const single = await makeUpVendor([
    { name: 'Zeta', started: daysAgo(5), steps: { 'check-requirements': daysAgo(4) } },
  ]);
  const petra = await asOperator('programManager');
  await makeCohort(petra, `Wave of ${wave.word}`, wave);
  await makeCohort(petra, `Single of ${single.word}`, single);
  await choose(petra, 'One', `Wave of ${wave.word}`);
  await choose(petra, 'The other', `Single of ${single.word}`);
  const expected = [
    ...[`Figure Wave of ${wave.word} Single of ${single.word}`, 'Started 5 1', 'Requirements 4 1'],
    ...['Requirements, % of those who started 80 100', 'Passed with the first run 2 0', 'Stuck 2 0'],
  ];
  const rows = petra.getByRole('region', { name: 'Comparison' }).getByRole('row');
  await expect(rows).toContainText(expected, { useInnerText: true });
  await petra.reload();
  await expect(rows).toContainText(expected, { useInnerText: true });
  const saved = await linesSavedBy(petra.getByRole('button', { name: 'Save as CSV' }));
  expect(saved).toEqual(expect.arrayContaining(['Started,5,1', 'Requirements,4,1', 'Stuck,2,0']));
});

/** Every step until this one was completed so many days ago. */
function completed(last: Step, days: number): Partial<Record<Step, Date>> {
  return Object.fromEntries(STEPS.slice(0, STEPS.indexOf(last) + 1).map((step) => [step, daysAgo(days)]));
}

/** Opens the table below a picture. */
async function expectTable(page: Page, title: string, rows: string[]): Promise<void> {
  await page.getByRole('button', { name: `${title} as a table` }).click();
  await expectRows(page, `${title}, table`, rows);
}

/** The table has these rows below its head, and no other. */
async function expectRows(page: Page, region: string, rows: string[]): Promise<void> {
  const shown = page.getByRole('region', { name: region, exact: true }).getByRole('row');
  await expect(shown).toHaveText([/./, ...rows], { useInnerText: true });
}

const csvOf = (page: Page, title: string) =>
  linesSavedBy(page.getByRole('button', { name: `Save as CSV: ${title}`, exact: true }));
const asCsv = (row: string) => row.replace(/ (\d+) (\d+)$/, ',$1,$2');
