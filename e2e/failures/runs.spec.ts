import { checkBeforeRun, goOn } from '../support/journey.ts';
import { leaveTestUser } from '../support/by-hand.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('what runs left behind is listed and removed, and what could not be removed is named', async ({
  page,
  upTo,
  tenant,
}) => {
  const left = ['0a1b2c3d', '4e5f6a7b'].map((mark) => `lacreate${mark}@${tenant.domain}`);
  for (const name of left) await leaveTestUser(tenant, name);
  await upTo('run-validation');
  await page.getByRole('button', { name: 'Look for leftovers' }).click();
  for (const name of left) await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  const body = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } };
  await cloud.failNext({
    service: 'graph',
    method: 'DELETE',
    path: '/users/',
    tenantId: tenant.tenantId,
    status: 403,
    body,
  });
  await page.getByRole('button', { name: 'Remove 2 from the tenant' }).click();
  const card = page.getByRole('alert').filter({ hasText: 'Could not be removed' });
  await expect(card).toContainText(/user .*@.*Insufficient privileges/);
  await expect(page.getByRole('button', { name: 'Remove 1 from the tenant' })).toBeVisible();
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing was left behind.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Users stay in the directory’s recycle bin for 30 days.')).toBeVisible();
});

test('after an accepted run the permissions are revoked, and the next run grants them again', async ({
  page,
  upTo,
  app,
}) => {
  test.slow();
  await upTo('request-publishing');
  await page.getByRole('link', { name: 'Run validation' }).click();
  await page.getByRole('button', { name: 'Revoke all' }).click();
  await page.getByRole('button', { name: 'Revoke all permissions' }).click();
  await expect(page.getByText('They are revoked. The next run grants them again')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Deploy Logic App' }).click();
  await expect(page.getByText('Revoked', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Granted, read back')).toHaveCount(0);
  await goOn(page, 'run validation');
  await checkBeforeRun(page, app);
  await expect(page.getByText(/^Not granted now: /)).toBeVisible();
  await page.getByRole('button', { name: 'Run all tests' }).click();
  await expect(page.getByRole('button', { name: 'Cancel the run' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Deploy Logic App' }).click();
  await expect(page.getByText('Granted, read back').first()).toBeVisible();
  await expect(page.getByText('Revoked', { exact: true })).toHaveCount(0);
});
