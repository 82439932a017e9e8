import { checkBeforeRun } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

// A run that waits for rare cycles takes long enough to be cancelled.
test.use({ fastCycles: false });

test('a run that was cancelled is said to be, and the tests run again afterwards', async ({
  page,
  upTo,
  tenant,
  app,
}) => {
  await upTo('run-validation');
  await checkBeforeRun(page, app);
  const run = page.getByRole('button', { name: 'Run all tests' });
  await run.click();
  const cancel = page.getByRole('button', { name: 'Cancel the run' });
  await cancel.click({ timeout: 30_000 });
  const rows = page.getByRole('region', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Cancelled' })).toHaveCount(1, { timeout: 30_000 });
  await expect(page.getByText('This run was cancelled, and proves nothing')).toBeVisible();
  await expect(cancel).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Continue to request publishing' })).toBeDisabled();
  await expect(page.getByRole('heading', { name: 'Run again' })).toBeVisible();
  await checkBeforeRun(page, app);
  await run.click();
  await expect(cancel).toBeVisible({ timeout: 30_000 });
  await expect(rows.filter({ hasText: 'Running' })).toHaveCount(1);
  const { tenantId } = tenant;
  const asked = await cloud.requests({ tenantId, service: 'arm', method: 'POST', path: 'cancel$' });
  expect(asked).toHaveLength(1);
});
