import { agreeUntil, checkBeforeRun, testConnection } from '../support/journey.ts';
import { cloud, type Tenant } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

const FINISHED = { timeout: 60_000 };
const CREATE_APPLICATION = { service: 'graph', method: 'POST', path: '/instantiate$' } as const;
const CREATE_JOB = { service: 'graph', method: 'POST', path: '/synchronization/jobs$' } as const;
const START_JOB = { service: 'graph', method: 'POST', path: '/jobs/[^/]+/start$' } as const;
const START_RUN = { service: 'arm', method: 'POST', path: '/triggers/[^/]+/run$' } as const;

const requests = ({ tenantId }: Tenant, call: { service: string; method: string; path: string }) =>
  cloud.requests({ tenantId, ...call });

test('pressed in two tabs at once, one application is created', async ({ page, context, upTo, tenant }) => {
  await upTo('create-application');
  const other = await context.newPage();
  await other.goto(page.url());
  const create = (tab: typeof page) => tab.getByRole('button', { name: 'Create application', exact: true });
  await create(other).waitFor();
  await Promise.all([create(page).click(), create(other).click()]);
  await expect(page.getByText('Service principal object id')).toBeVisible();
  await expect(other.getByText('Service principal object id')).toBeVisible();
  expect(await requests(tenant, CREATE_APPLICATION)).toHaveLength(1);
});

test('work goes on after its tab is closed, and the next visit finds it finished', async ({
  page,
  context,
  upTo,
  tenant,
  app,
}) => {
  await upTo('configure-provisioning');
  const address = page.url();
  await testConnection(page, app);
  await page.getByRole('button', { name: 'Save and start provisioning' }).click();
  await agreeUntil(page, page.getByText('You can close this tab'));
  await page.close();
  await expect.poll(() => requests(tenant, START_JOB), FINISHED).toHaveLength(1);
  const later = await context.newPage();
  await later.goto(address);
  await expect(later.getByText('The first cycle ended without errors')).toBeVisible(FINISHED);
  await expect(later.getByRole('button', { name: 'Continue to deploy logic app' })).toBeEnabled();
  expect(await requests(tenant, CREATE_JOB)).toHaveLength(1);
});

// A run that waits for rare cycles is still there when the second tab looks.
test.describe(() => {
  test.use({ fastCycles: false });

  test('“Run all tests” pressed in two tabs starts one run', async ({ page, context, upTo, tenant, app }) => {
    test.setTimeout(240_000);
    await upTo('run-validation');
    const other = await context.newPage();
    await other.goto(page.url());
    for (const tab of [page, other]) await checkBeforeRun(tab, app);
    await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: 'Run all tests' }).click()));
    for (const tab of [page, other]) {
      await expect(tab.getByRole('button', { name: 'Cancel the run' })).toBeVisible(FINISHED);
      await expect(tab.getByRole('region', { name: 'Runs' }).getByRole('row')).toHaveCount(2);
    }
    expect(await requests(tenant, START_RUN)).toHaveLength(1);
  });

  test('“Run all tests” pressed while a run of another tab goes on shows that run', async ({
    page,
    context,
    upTo,
    tenant,
    app,
  }) => {
    test.setTimeout(240_000);
    await upTo('run-validation');
    const other = await context.newPage();
    await other.goto(page.url());
    for (const tab of [page, other]) await checkBeforeRun(tab, app);
    const start = (tab: typeof page) => tab.getByRole('button', { name: 'Run all tests' }).click();
    const cancel = (tab: typeof page) => tab.getByRole('button', { name: 'Cancel the run' });
    await start(page);
    await expect(cancel(page)).toBeVisible(FINISHED);
    await start(other);
    await expect(cancel(other)).toBeVisible();
    expect(await requests(tenant, START_RUN)).toHaveLength(1);
  });
});
