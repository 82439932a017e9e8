import { deployLogicApp } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

const BUSY = { status: 429, headers: { 'retry-after': '4' } };

test('a directory that asks to wait is waited for, which the page says', async ({ page, upTo, tenant }) => {
  await upTo('create-application');
  const { tenantId } = tenant;
  await cloud.failNext({ service: 'graph', method: 'POST', path: 'instantiate', tenantId, ...BUSY });
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  await expect(page.getByText('Microsoft Graph is busy and asks to wait 4 seconds.')).toBeVisible();
  await expect(page.getByText('Service principal object id')).toBeVisible();
  await expect(page.getByText('asks to wait')).toHaveCount(0);
});

test('an Azure that asks to wait is waited for, which the page says', async ({ page, upTo, tenant, app }) => {
  await upTo('deploy-logic-app');
  const { tenantId } = tenant;
  await cloud.failNext({ service: 'arm', method: 'PUT', path: 'workflows/[^/]+$', tenantId, ...BUSY });
  const deployed = deployLogicApp(page, app);
  await expect(page.getByText('Azure is busy and asks to wait 4 seconds.')).toBeVisible({ timeout: 30_000 });
  await deployed;
});

test('an unreachable directory is said to be so after some tries, and the person tries again', async ({
  page,
  upTo,
  tenant,
}) => {
  await upTo('create-application');
  const failing = { service: 'graph', method: 'POST', path: 'instantiate', status: 500 } as const;
  await cloud.failNext({ ...failing, tenantId: tenant.tenantId, times: 4 });
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  const card = page.getByRole('alert').filter({ hasText: 'Microsoft Graph has a problem right now' });
  await expect(card).toBeVisible({ timeout: 30_000 });
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Service principal object id')).toBeVisible();
});
