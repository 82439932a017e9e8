import { checkRequirements, startOnboarding } from '../support/journey.ts';
import { cloud } from '../support/cloud.ts';
import { expect, test } from '../support/test.ts';

test('someone without a directory role is told which role is missing, and consent leads back to the page', async ({
  page,
  signIn,
  tenant,
  app,
}) => {
  await signIn(tenant.personas.noDirectoryRole.userPrincipalName);
  await startOnboarding(page, 'Rights Missing');
  await checkRequirements(page, app);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Review and agree' }).click();
  const popup = await opened;
  await expect(popup.getByRole('heading', { name: 'Need admin approval' })).toBeVisible();
  await popup.getByRole('button', { name: 'Return to the application without granting consent' }).click();
  await expect(page.getByText('Nothing was agreed to')).toBeVisible();
});

test('a claims challenge asks for one more check, and the operation goes on after it', async ({
  page,
  upTo,
  tenant,
  app,
}) => {
  await upTo('create-application');
  await cloud.challenge({ tenantId: tenant.tenantId, resource: 'graph', at: 'resource' });
  await page.getByRole('button', { name: 'Create application', exact: true }).click();
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Confirm who you are' }).click(),
  ]);
  await popup.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: `App ${app.name}` })).toBeVisible({ timeout: 30_000 });
});

test('a wrong token is refused by Entra’s own test, with cause and fix', async ({ page, upTo }) => {
  await upTo('configure-provisioning');
  await page.getByRole('textbox', { name: 'Bearer token' }).fill('not-the-token');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Entra could not use your endpoint')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('How to fix')).toBeVisible();
  await expect(page.getByText('not-the-token')).toHaveCount(0);
});
